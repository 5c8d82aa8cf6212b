// A fake clock on a real page. Minutes pass in a moment, but never while a request or a write is in flight.
import type { Page } from 'playwright-core';
import type { Phase } from '../../../src/core/types.js';
import type { EsimCheckout } from '../../../src/elements/esim-checkout/esim-checkout.js';

/**
 * Shorter than the shortest timeout of a request, so a request that starts during a leap survives it. Before the next
 * leap its answer, and the write of it, are awaited. Otherwise leaps could time out requests and writes on a busy
 * machine.
 */
const LEAP_MS = 10_000;

const COUNT = `
  const send = window.fetch;
  const underWay = new Set();
  const follow = (work) => {
    underWay.add(work);
    work.then(() => underWay.delete(work));
  };
  // This must not be a timer, because the test controls those.
  const turn = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
  window.answered = async () => {
    for (let quiet = 0; quiet < 3; quiet++) {
      if (underWay.size > 0) quiet = 0;
      await Promise.allSettled(underWay);
      await turn();
    }
  };
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...wanted) {
    const transaction = begin.apply(this, wanted);
    follow(new Promise((resolve) => {
      transaction.addEventListener('complete', resolve);
      transaction.addEventListener('abort', resolve);
    }));
    return transaction;
  };
  window.fetch = (...request) => {
    const answer = send(...request);
    const read = answer.then((response) => response.clone().text()).catch(() => {});
    follow(read);
    return answer;
  };
`;

/** Call it before the page opens. Until \`pass\` is called, time passes by itself. */
export async function ownTime(page: Page): Promise<void> {
  await page.clock.install();
  await page.addInitScript(COUNT);
}

/** Lets time pass, in leaps of `leapMs`. Every request is answered in real time. */
export async function pass(page: Page, ms: number, leapMs = LEAP_MS): Promise<void> {
  for (let left = ms; left > 0; left -= leapMs) {
    await page.evaluate(() => (window as unknown as { answered(): Promise<void> }).answered());
    await page.clock.fastForward(Math.min(left, leapMs));
  }
}

/** Lets time pass until the element is in `phase`, for 360 leaps at most. */
export async function passUntil(page: Page, phase: Phase, leapMs = LEAP_MS): Promise<void> {
  for (let leap = 0; leap < 360; leap++) {
    const now = await page
      .locator('esim-checkout')
      .evaluate((element: EsimCheckout) => element.state?.phase);
    if (now === phase) return;
    await pass(page, leapMs, leapMs);
  }
}
