// Memory of a page after the element was mounted and removed a thousand times.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { type HostPages, openHostPages } from '../support/host-pages/host-pages.js';

const MOUNTS = 1000;
/**
 * Mounts until the caches of browser and element are filled. The last of them is compiled code: a first thousand grows
 * by 5 %, a second by 1 %, a third by 0.4 %.
 */
const WARM_UP = 300;

interface Held {
  nodes: number;
  listeners: number;
  heap: number;
}

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

/** What is left after garbage collection. */
async function held(session: CDPSession): Promise<Held> {
  for (let turn = 0; turn < 4; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { nodes, listeners: jsEventListeners, heap: usedSize };
}

/** Mounts and removes the element. Most mounts reach the plans. A fifth are removed before. */
async function mount(page: Page, times: number): Promise<void> {
  await page.evaluate(async (count) => {
    const main = document.querySelector('main') as HTMLElement;
    for (let turn = 0; turn < count; turn += 1) {
      const element = document.createElement('esim-checkout');
      Object.assign(element, {
        tokenEndpoint: '/esim/token',
        apiBase: '/esim',
        // The plans, or the search.
        country: turn % 2 ? 'JPN' : undefined,
      });
      main.append(element);
      while (turn % 5 && element.state.phase === 'loading') {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      await element.updateComplete;
      element.remove();
    }
    // Idle callbacks and microtasks of the last mounts.
    await new Promise((resolve) => requestIdleCallback(resolve));
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }, times);
}

describe('memory', () => {
  test(`${MOUNTS} mounts leave nothing behind`, async (t) => {
    pages.restart();
    const page = await pages.open({ body: '<main></main>' });
    page.setDefaultTimeout(300_000);
    await page.waitForFunction(() => customElements.get('esim-checkout'));
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    await mount(page, WARM_UP);
    const start = await held(session);
    await mount(page, MOUNTS);
    const end = await held(session);
    const growth = end.heap / start.heap - 1;
    t.diagnostic(
      `nodes ${start.nodes} → ${end.nodes}, listeners ${start.listeners} → ${end.listeners}, ` +
        `heap ${(start.heap / 1e6).toFixed(2)} → ${(end.heap / 1e6).toFixed(2)} MB (${(growth * 100).toFixed(1)} %)`,
    );
    assert.ok(end.nodes <= start.nodes, `${end.nodes - start.nodes} nodes more`);
    assert.ok(
      end.listeners <= start.listeners,
      `${end.listeners - start.listeners} listeners more`,
    );
    assert.ok(growth < 0.05, `the heap has grown by ${(growth * 100).toFixed(1)} %`);
    await page.context().close();
  });
});
