// A customer in any engine: finds things as people do, waits for them, and uses mouse and keyboard.
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Focus, Key, Spot, Tab, Target } from './engine.js';
import { until } from './until.js';

const [built] = buildSync({
  entryPoints: [fileURLToPath(new URL('eyes.ts', import.meta.url))],
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'eyes',
  write: false,
}).outputFiles;

/** Evaluates a call of eyes.ts in the page. The script comes along: a reload or a crash takes it away. */
function look<T>(tab: Tab, call: string): Promise<T> {
  return tab.ask<T>(`(() => { ${built?.text}; return eyes.${call} ?? null })()`);
}

const named = (target: Target): string => JSON.stringify(target);

export interface Customer {
  tab: Tab;
  sees(target: Target): Promise<unknown>;
  /** Waits for a text anywhere on the screen. */
  reads(text: string): Promise<unknown>;
  clicks(target: Target): Promise<void>;
  /** Presses Tab until the focus is on it. */
  tabsTo(target: Target): Promise<void>;
  press(...keys: Key[]): Promise<void>;
  focused(): Promise<Focus>;
  phase(wanted: string): Promise<unknown>;
  /** Where it is drawn. */
  box(target: Target): Promise<{ x: number; y: number; width: number; height: number }>;
}

export function customerOf(tab: Tab): Customer {
  const focused = () => look<Focus>(tab, 'focused()');
  const customer: Customer = {
    tab,
    sees: (target) => until(named(target), () => look(tab, `sees(${named(target)})`)),
    reads: (text) =>
      until(`“${text}”`, () => look(tab, `reads().includes(${JSON.stringify(text)})`)),
    async clicks(target) {
      let former: Spot | null = null;
      // What still moves is not clicked.
      const spot = await until(named(target), async () => {
        const now = await look<Spot | null>(tab, `spot(${named(target)})`);
        const isStill = now !== null && now.x === former?.x && now.y === former.y;
        former = now;
        return isStill && now;
      });
      await tab.clickAt(spot);
    },
    async tabsTo(target) {
      const { role, part, name = '' } = target;
      for (let step = 0; step < 30; step += 1) {
        await tab.press('Tab');
        const at = await focused();
        const is = (wanted: string | undefined, found: string) => !wanted || wanted === found;
        if (is(role, at.role) && is(part, at.part) && at.name.includes(name)) return;
      }
      throw new Error(`Tab does not get to ${named(target)}.`);
    },
    async press(...keys) {
      for (const key of keys) await tab.press(key);
    },
    focused,
    phase: (wanted) =>
      until(`the phase ${wanted}`, () =>
        tab.ask(`document.querySelector('esim-checkout')?.state?.phase === '${wanted}'`),
      ),
    box: (target) => until(named(target), () => look(tab, `box(${named(target)})`)),
  };
  return customer;
}
