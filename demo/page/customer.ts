import { deep, deepAll } from './deep.js';
import type { Frame } from './frame.js';
import { until } from './until.js';

const shadow = (frame: Frame): ShadowRoot | null => frame.checkout?.shadowRoot ?? null;

/** Chooses a plan and presses Buy, as a customer does. @returns whether it could */
export async function buyOn(frame: Frame, signal: AbortSignal): Promise<boolean> {
  const offered = (): boolean => frame.phase === 'choosing-plan' && choices(frame).length > 0;
  for (let tries = 0; tries < 3; tries += 1) {
    if (!(await until(offered, signal, 30_000))) return false;
    const plan = choices(frame)[Math.min(2, choices(frame).length - 1)];
    plan?.click();
    await pause(900, signal);
    // The page may have drawn its plans anew: then the choice is made again.
    if (!plan?.isConnected || !plan.checked) continue;
    buyButton(frame)?.click();
    return true;
  }
  return false;
}

const choices = (frame: Frame): HTMLInputElement[] => {
  const root = shadow(frame);
  return root ? deepAll<HTMLInputElement>(root, 'input[type=radio]:enabled') : [];
};

const buyButton = (frame: Frame): HTMLButtonElement | undefined => {
  const root = shadow(frame);
  return root ? deep<HTMLButtonElement>(root, '[part~=buy-button]:not(:disabled)') : undefined;
};

export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await until(() => false, signal, ms);
}
