// Tabs of the three engines behind one interface.
import puppeteer from 'puppeteer-core';
import { type Engine, findBrowsers } from './browsers.mjs';
import { openPlainChromium } from './plain-chromium.js';
import { startWebKitDriver, webkitCapabilities } from './webkit-driver.mjs';

export interface Tab {
  goto(url: string): Promise<unknown>;
  back(): Promise<unknown>;
  /**
   * Evaluates an expression in the page that is shown now. Do not call it while the page is being left: a cached page
   * answers late.
   */
  ask<T>(expression: string): Promise<T>;
}

export interface EngineTabs {
  /** Opens a tab with its own storage, and closes the previous one. */
  open(): Promise<Tab>;
  close(): Promise<unknown>;
}

/** Drivers have no timeout of their own. A call that takes longer than this hangs. */
const HANGS_MS = 60_000;

const OPENERS: Record<Engine, () => Promise<EngineTabs>> = {
  chromium: chromiumTabs,
  firefox: firefoxTabs,
  webkit: webkitTabs,
};

export function openTabs(engine: Engine): Promise<EngineTabs> {
  return OPENERS[engine]();
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

async function firefoxTabs(): Promise<EngineTabs> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowsers().firefox ?? '',
    headless: true,
  });
  return {
    async open() {
      const [, ...others] = browser.browserContexts();
      for (const former of others) await former.close();
      const page = await (await browser.createBrowserContext()).newPage();
      return {
        goto: (url) => page.goto(url),
        // goBack() waits for a page to load, but a cached page never loads.
        back: () => page.evaluate('void setTimeout(() => history.back())'),
        ask: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
      };
    },
    close: () => browser.close(),
  };
}

async function webkitTabs(): Promise<EngineTabs> {
  const programs = findBrowsers().webkit;
  if (!programs) throw new Error('WebKit is not installed.');
  const driver = await startWebKitDriver(programs);
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${driver.port}/session${path}`, {
      method,
      signal: AbortSignal.timeout(HANGS_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: T & { message?: string } };
    if (!response.ok) throw new Error(`WebKit’s driver: ${value.message}`);
    return value;
  };
  let session = '';
  const end = async (): Promise<void> => {
    if (session) await call('DELETE', session);
    session = '';
  };
  return {
    async open() {
      await end();
      const capabilities = { alwaysMatch: webkitCapabilities(programs) };
      const { sessionId } = await call<{ sessionId: string }>('POST', '', { capabilities });
      session = `/${sessionId}`;
      return {
        goto: (url) => call('POST', `${session}/url`, { url }),
        back: () => call('POST', `${session}/back`, {}),
        ask: (expression) =>
          call('POST', `${session}/execute/sync`, { script: `return (${expression})`, args: [] }),
      };
    },
    async close() {
      await end();
      driver.stop();
    },
  };
}
