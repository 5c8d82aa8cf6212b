// The demo's partner page as `npm start` serves it, without the stage around it, in a browser.
import { type Browser, chromium, type Page } from 'playwright-core';
import { startDemoServer } from '../../demo/server.js';
import type { Sandbox, Scenario } from '../../src/sandbox/index.js';
import { CHROMIUM_ARGS, findBrowsers } from './browsers.mjs';

/** All visitors are one customer: tests buy more in a minute than a customer may. */
const MANY = {
  quota: { reads: 10_000, orders: 10_000 },
  perCustomer: { reads: 10_000, orders: 10_000 },
};

export interface DemoPages {
  readonly sandbox: Sandbox;
  /** Opens the page in its own browser context, with a new sandbox. */
  open(scenario?: Partial<Scenario>, query?: string): Promise<Page>;
  close(): Promise<void>;
}

export async function openDemoPages(): Promise<DemoPages> {
  const server = await startDemoServer({ gateway: MANY });
  const browser: Browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });
  const { sandbox } = server;
  return {
    sandbox,
    async open(scenario = {}, query = '') {
      sandbox.control.reset();
      sandbox.control.setScenario({ fulfilAfterMs: 0, ...scenario });
      server.renew();
      const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(`${server.url}site.html${query}`);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
