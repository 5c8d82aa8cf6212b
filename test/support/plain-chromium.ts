// Chromium as a person starts it. Playwright's own launch keeps every page visible and turns off the back/forward
// cache.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findBrowsers } from './browsers.mjs';

export interface PlainChromium {
  browser: Browser;
  /** Pages of this context can be hidden behind others and frozen. In new contexts every page counts as visible. */
  context: BrowserContext;
  close(): Promise<void>;
}

export async function openPlainChromium(): Promise<PlainChromium> {
  const folder = mkdtempSync(join(tmpdir(), 'plain-chromium-'));
  const child = spawn(
    findBrowsers().windowedChromium ?? '',
    [
      ...CHROMIUM_ARGS,
      ...['--headless', '--lang=en-US', '--remote-debugging-port=0', `--user-data-dir=${folder}`],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(child, 'exit');
  const browser = await chromium.connectOverCDP(await addressIn(child.stderr), {
    noDefaults: true,
  });
  const [context] = browser.contexts();
  if (!context) throw new Error('Chromium has no context of its own.');
  return {
    browser,
    context,
    async close() {
      await (await browser.newBrowserCDPSession()).send('Browser.close');
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The address at which Chromium can be driven, from its output. */
async function addressIn(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stderr)) {
    const [, address] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (address) {
      // Later output must not fill the pipe.
      stderr.resume();
      return address;
    }
  }
  throw new Error('Chromium ended before it could be driven.');
}
