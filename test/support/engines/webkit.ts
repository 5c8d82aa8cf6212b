// WebKitGTK over WebDriver. Its driver runs one session at a time, and a session keeps its storage in memory only.
import WebDriver, { type Client } from 'webdriver';
import { findBrowsers } from '../browsers.mjs';
import { startWebKitDriver, webkitCapabilities } from '../webkit-driver.mjs';
import type { EngineBrowser, Key, Tab } from './engine.js';

const KEY_CODES: Record<Key, string> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Space: ' ',
  ArrowDown: '\uE015',
};

/** The longest wait for an answer of the driver, in ms: it has none of its own. */
const HANGS_MS = 60_000;

function tabOf(session: Client): Tab {
  const keys = (codes: Iterable<string>) =>
    session.performActions([
      {
        type: 'key',
        id: 'keyboard',
        actions: [...codes].flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]),
      },
    ]);
  return {
    goto: (url) => session.navigateTo(url),
    reload: () => session.refresh(),
    back: () => session.back(),
    ask: (expression) => session.executeScript(`return (${expression})`, []),
    clickAt: ({ x, y }) =>
      session.performActions([
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', duration: 0, x, y },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ]),
    press: (key) => keys([KEY_CODES[key]]),
    type: (text) => keys(text),
    picture: async () => Buffer.from(await session.takeScreenshot(), 'base64'),
  };
}

export async function openWebKit(): Promise<EngineBrowser> {
  const programs = findBrowsers().webkit;
  if (!programs) throw new Error('WebKit is not installed.');
  const driver = await startWebKitDriver(programs);
  let session: Client | undefined;
  const end = async (): Promise<void> => {
    await session?.deleteSession();
    session = undefined;
  };
  return {
    async open() {
      await end();
      session = await WebDriver.newSession({
        hostname: '127.0.0.1',
        port: driver.port,
        path: '/',
        logLevel: 'silent',
        connectionRetryTimeout: HANGS_MS,
        connectionRetryCount: 0,
        capabilities: {
          ...webkitCapabilities(programs),
          'wdio:enforceWebDriverClassic': true,
        } as WebdriverIO.Capabilities,
      });
      return tabOf(session);
    },
    async close() {
      await end();
      driver.stop();
    },
  };
}
