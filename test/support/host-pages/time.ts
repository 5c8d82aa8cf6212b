// Time of the test's own on a real page: minutes pass in a moment, but never while an answer or a write is on its way.
import type { Page } from 'playwright-core';
import type { Phase } from '../../../src/core/types.js';
import type { EsimCheckout } from '../../../src/elements/esim-checkout/esim-checkout.js';

/**
 * Shorter than the shortest wait for an answer. A request that sets out amid a leap lives through it;
 * before the next one its answer is awaited, and what is written of it. A machine under load would else see leaps
 * time requests and writes out.
 */
const LEAP_MS = 10_000;

const COUNT = `
  const send = window.fetch;
  const underWay = new Set();
  const follow = (work) => {
    underWay.add(work);
    work.then(() => underWay.delete(work));
  };
  // Not a timer: those are the test's.
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

/** To be called before the page opens. Until \`pass\` is called, time passes by itself. */
export async function ownTime(page: Page): Promise<void> {
  await page.clock.install();
  await page.addInitScript(COUNT);
}

/** Lets time pass, in leaps of `leapMs`; every request is answered in the page's own time. */
export async function pass(page: Page, ms: number, leapMs = LEAP_MS): Promise<void> {
  for (let left = ms; left > 0; left -= leapMs) {
    await page.evaluate(() => (window as unknown as { answered(): Promise<void> }).answered());
    await page.clock.fastForward(Math.min(left, leapMs));
  }
}

/** Lets time pass until the element is in `phase`, or for 360 leaps. */
export async function passUntil(page: Page, phase: Phase, leapMs = LEAP_MS): Promise<void> {
  for (let leap = 0; leap < 360; leap++) {
    const now = await page
      .locator('esim-checkout')
      .evaluate((element: EsimCheckout) => element.state?.phase);
    if (now === phase) return;
    await pass(page, leapMs, leapMs);
  }
}
