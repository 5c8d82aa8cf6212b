// The demo as `npm run build:demo` makes it, on a plain file host under a path, in a browser.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BrowserContextOptions,
  chromium,
  type Frame,
  type FrameLocator,
  type Page,
} from 'playwright-core';
import { buildDemo } from '../../scripts/build-demo.js';
import { CHROMIUM_ARGS, findBrowsers } from './browsers.mjs';
import { serveFiles } from './file-host.js';

interface Backend {
  kind: string;
  offlineReady: Promise<boolean>;
  reset(): Promise<void>;
}

export interface DemoStage {
  /** Opens the demo for a new visitor, whose simulated API is their own. */
  open(query?: string, options?: BrowserContextOptions): Promise<StagePage>;
  close(): Promise<void>;
}

export interface StagePage {
  page: Page;
  /** What the console called an error, in the stage and in its frames. */
  errors: string[];
  desktop: FrameLocator;
  phone: FrameLocator;
}

export async function openDemoStage(): Promise<DemoStage> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-'));
  await buildDemo(folder);
  const host = await serveFiles(folder, '/shop/demo/');
  const browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });
  return {
    async open(query = '', options = {}) {
      const context = await browser.newContext({
        locale: 'en-US',
        reducedMotion: 'reduce',
        viewport: { width: 1280, height: 800 },
        ...options,
      });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.goto(host.url + query);
      return {
        page,
        errors,
        desktop: page.frameLocator('#desktop-screen iframe'),
        phone: page.frameLocator('#phone-screen iframe'),
      };
    },
    async close() {
      await browser.close();
      await host.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the stage says that the page is in this phase, with this many debits and refunds. */
export async function stands(page: Page, phase: string, money: string): Promise<void> {
  await page.locator(`.phase[data-phase="${phase}"]`).waitFor();
  await page.locator('.money', { hasText: new RegExp(`^\\s*${money}\\s*$`) }).waitFor();
}

/** Asks something of the page's backend. */
export function ask<T>(page: Page | Frame, what: 'kind' | 'offlineReady' | 'reset'): Promise<T> {
  return page.evaluate(async (name) => {
    const started = (window as unknown as Record<symbol, Promise<{ backend: Backend }>>)[
      Symbol.for('esim-demo-backend')
    ];
    const { backend } = (await started) as { backend: Backend };
    return name === 'reset' ? backend.reset() : await backend[name];
  }, what) as Promise<T>;
}
