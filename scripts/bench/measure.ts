import type { Browser } from 'playwright-core';

export interface Measured {
  /** Milliseconds from navigation until a frame with the plans was painted. */
  plans: number;
  /** Milliseconds of script until then. */
  script: number;
  requests: number;
  /** Number of sequential requests: each waits for the one before. */
  trips: number;
}

/**
 * Measures one cold visit: a new browser context without any cache.
 * @param slower factor of the CPU throttle
 */
export async function measure(browser: Browser, url: string, slower: number): Promise<Measured> {
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    await session.send('Performance.enable');
    if (slower > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await tab.addInitScript(() => {
      const plans = new Promise<void>((resolve) => {
        addEventListener('floor-plans', () => resolve());
        addEventListener('esim-state-change', (event) => {
          if ((event as CustomEvent).detail.phase === 'choosing-plan') resolve();
        });
      }).then(async () => {
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        performance.mark('plans');
      });
      Object.assign(window, { plans });
    });
    await tab.goto(url);
    await tab.evaluate(() => (window as unknown as { plans: Promise<void> }).plans);
    const { metrics } = await session.send('Performance.getMetrics');
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    if ((await tab.getByRole('radio').count()) < 2) throw new Error(`${url} shows no plans.`);
    const found = await tab.evaluate(() => {
      const plans = performance.getEntriesByName('plans')[0]?.startTime ?? 0;
      const requests = performance
        .getEntriesByType('resource')
        .filter(({ name, startTime }) => name.startsWith('http') && startTime < plans)
        .map(({ startTime, duration }) => ({ start: startTime, end: startTime + duration }))
        .filter(({ end }) => end < plans)
        .sort((a, b) => a.end - b.end);
      let trips = 0;
      let ended = 0;
      for (const { start, end } of requests) {
        if (start < ended) continue;
        trips += 1;
        ended = end;
      }
      return { plans, requests: requests.length, trips };
    });
    const script = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
    return { ...found, script: script * 1000 };
  } finally {
    await context.close();
  }
}
