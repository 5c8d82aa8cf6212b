// Helpers for tests of the back/forward cache, in any engine.
import type { EngineTabs, Tab } from './engine-tabs.js';
import { type HostPages, tag } from './host-pages/host-pages.js';

// After a reload, a page has lost what was recorded before.
const SCRIPT = `
  const kept = [];
  for (const type of ['pageshow', 'pagehide'])
    addEventListener(type, ({ persisted }) => kept.push(type + ' ' + persisted));
  const find = (selector, root = document) => {
    for (const each of root.querySelectorAll('*')) {
      const found = each.matches(selector) ? each : each.shadowRoot && find(selector, each.shadowRoot);
      if (found) return found;
    }
    return null;
  };
  const shows = (text, root = document) =>
    [...root.querySelectorAll('*')].some((each) =>
      each.textContent.trim() === text || (each.shadowRoot && shows(text, each.shadowRoot)));
  const phase = () => find('esim-checkout')?.state?.phase;
  let rested = false;
  const rest = async () => {
    rested = false;
    const scripts = () =>
      performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/app/'));
    for (const late of ['browser-session', 'order-parts', 'card-view'])
      while (!scripts().some((name) => name.includes(late))) await new Promise(requestAnimationFrame);
    await Promise.all(scripts().map((name) => import(name)));
    while ((await navigator.locks.query()).held.length) await new Promise(requestAnimationFrame);
    rested = true;
  };
`;

/** Opens a page with the element on it. */
export async function openShop(tabs: EngineTabs, pages: HostPages, script = ''): Promise<Tab> {
  const tab = await tabs.open();
  const shop = tag({ country: 'JPN' });
  const body = `<script>${SCRIPT}${script}</script><main>${shop}</main>`;
  await tab.goto(pages.publish({ body }));
  return tab;
}

/** Repeats an expression until it is true, with the patience of the other journeys. The page may change in between. */
export async function until(tab: Tab, expression: string): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await tab.ask<boolean>(`Boolean(${expression})`).catch(() => false)))
    if (Date.now() > end) throw new Error(`It never was so: ${expression}`);
}

/** Resolves when the page has fetched all that it prefetches, and holds no lock. */
export async function rests(tab: Tab): Promise<void> {
  await tab.ask('void rest()');
  await until(tab, 'rested');
}

export async function choose(tab: Tab): Promise<void> {
  await until(tab, `find('[part~=buy-button]') && phase() === 'choosing-plan'`);
  await tab.ask(`find('input[type=radio]').click()`);
}

export async function buy(tab: Tab): Promise<void> {
  await choose(tab);
  await tab.ask(`find('[part~=buy-button]').click()`);
}

/**
 * Leaves the page and returns to it.
 * @returns how it was shown and left, and why it was not cached, if known
 */
export async function goAndComeBack(
  tab: Tab,
  elsewhere: string,
  meanwhile: () => unknown = () => undefined,
): Promise<{ kept: string[]; reasons: string }> {
  await tab.goto(elsewhere);
  await meanwhile();
  await tab.back();
  // The page is shown again, or reloaded.
  await until(tab, `find('main') && kept.length % 2`);
  return {
    kept: await tab.ask('kept'),
    reasons: await tab.ask(
      `JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons ?? null)`,
    ),
  };
}
