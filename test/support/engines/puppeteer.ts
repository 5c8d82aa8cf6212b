// Chromium over its own protocol and Firefox over WebDriver BiDi, each with a profile on disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
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

function tabOf(page: Page, engine: 'chromium' | 'firefox'): Tab {
  // While an order is sent, the element asks whether to leave the page. This customer leaves.
  page.on('dialog', (dialog) => void dialog.accept());
  return {
    async goto(url) {
      // A Chromium without windows refuses the clipboard to every page that has no permission.
      if (engine === 'chromium')
        await page
          .browserContext()
          .overridePermissions(new URL(url).origin, [
            'clipboard-read',
            'clipboard-sanitized-write',
          ]);
      return page.goto(url);
    },
    reload: () => page.reload(),
    // goBack() waits for a page to load, but a cached page never loads.
    back: () => page.evaluate('void setTimeout(() => history.back())'),
    ask: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
    clickAt: ({ x, y }) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key === 'Space' ? ' ' : key),
    type: (text) => page.keyboard.type(text),
    picture: async () => Buffer.from(await page.screenshot()),
  };
}

export async function openPuppeteer(engine: 'chromium' | 'firefox'): Promise<EngineBrowser> {
  const profiles: string[] = [];
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;

  async function start(profile: string): Promise<Tab> {
    browser = await launch(engine, profile);
    context = browser.defaultBrowserContext();
    return tabOf((await context.pages())[0] ?? (await context.newPage()), engine);
  }

  /** A browser with a new profile. */
  async function renew(): Promise<Tab> {
    await browser?.close();
    const profile = mkdtempSync(join(tmpdir(), `${engine}-profile-`));
    profiles.push(profile);
    return start(profile);
  }

  return {
    async open({ onDisk = false } = {}) {
      if (onDisk) return renew();
      if (!browser) await renew();
      else if (context !== browser.defaultBrowserContext()) await context?.close();
      // Storage of its own, without the time that another start takes.
      context = await browser?.createBrowserContext();
      if (!context) throw new Error('The browser has ended.');
      return tabOf(await context.newPage(), engine);
    },
    async another() {
      if (!context) throw new Error('No tab is open.');
      return tabOf(await context.newPage(), engine);
    },
    async crash() {
      const profile = profiles.at(-1);
      const running = browser?.process();
      if (!running || !profile) throw new Error('No tab is open.');
      const ended = new Promise((resolve) => running.once('exit', resolve));
      // The whole group: the program on PATH may be a script around the browser.
      process.kill(-Number(running.pid), 'SIGKILL');
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
