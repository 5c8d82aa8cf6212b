// Tabs of the three engines behind one interface.
import type { Engine } from './browsers.mjs';
import { type Tab as EngineTab, openBrowser } from './engines/engine.js';
import { openPlainChromium } from './plain-chromium.js';

export type Tab = Pick<EngineTab, 'goto' | 'back' | 'ask'>;

export interface EngineTabs {
  /** Opens a tab with its own storage, and closes the previous one. */
  open(): Promise<Tab>;
  close(): Promise<unknown>;
}

/** Chromium keeps pages for a return only if it runs as a person starts it. */
export function openTabs(engine: Engine): Promise<EngineTabs> {
  return engine === 'chromium' ? chromiumTabs() : openBrowser(engine);
}

async function chromiumTabs(): Promise<EngineTabs> {
  const { browser, close } = await openPlainChromium();
  return {
    async open() {
      for (const former of browser.contexts().slice(1)) await former.close();
      const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
      return {
        goto: (url) => page.goto(url),
        back: () => page.goBack({ waitUntil: 'commit' }),
        ask: (expression) => page.evaluate(expression),
      };
    },
    close,
  };
}
