// Chromium over its own protocol and Firefox over WebDriver BiDi, each with a profile on disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { CHROMIUM_ARGS, findBrowsers } from '../browsers.mjs';
import type { EngineBrowser, Tab } from './engine.js';

const VIEW = { width: 800, height: 900 };

/** The same settings for each start, so that a crashed browser comes back as it was. */
function launch(engine: 'chromium' | 'firefox', profile: string): Promise<Browser> {
  const found = findBrowsers();
  return puppeteer.launch({
    browser: engine === 'chromium' ? 'chrome' : 'firefox',
    executablePath: found[engine] ?? '',
    headless: true,
    userDataDir: profile,
    defaultViewport: VIEW,
    args: engine === 'chromium' ? [...CHROMIUM_ARGS, '--lang=en-US'] : [],
  });
}

function tabOf(page: Page): Tab {
  return {
    goto: (url) => page.goto(url),
    reload: () => page.reload(),
    // goBack() waits for a page to load, but a cached page never loads.
    back: () => page.evaluate('void setTimeout(() => history.back())'),
    ask: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
    clickAt: ({ x, y }) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    picture: async () => Buffer.from(await page.screenshot()),
  };
}

export async function openPuppeteer(engine: 'chromium' | 'firefox'): Promise<EngineBrowser> {
  const profiles: string[] = [];
  let browser: Browser | undefined;
  let page: Page | undefined;

  async function start(profile: string): Promise<Tab> {
    browser = await launch(engine, profile);
    page = (await browser.pages())[0] ?? (await browser.newPage());
    return tabOf(page);
  }

  return {
    async open() {
      await browser?.close();
      const profile = mkdtempSync(join(tmpdir(), `${engine}-profile-`));
      profiles.push(profile);
      return start(profile);
    },
    async another() {
      if (!browser) throw new Error('No tab is open.');
      page = await browser.newPage();
      return tabOf(page);
    },
    async crash() {
      const profile = profiles.at(-1);
      const running = browser?.process();
      if (!running || !profile) throw new Error('No tab is open.');
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGKILL');
      await ended;
      rmSync(join(profile, 'SingletonLock'), { force: true });
      return start(profile);
    },
    async close() {
      await browser?.close();
      for (const each of profiles) rmSync(each, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
