// What a page sees of the element's changes beyond the element's own box.
import type { Page } from 'playwright-core';
import { IN_PAGE } from './look.js';

// In the page, from before it is drawn: notes which of its nodes the browser saw jump, and every frame that is too wide.
// Nodes in shadow roots have no name here: those are the element's.
const WATCH = `
  window.jumped = [];
  new PerformanceObserver((list) => {
    for (const { sources } of list.getEntries())
      for (const { node } of sources) if (node) jumped.push(node.id || node.nodeName);
  }).observe({ type: 'layout-shift' });
  window.scrolledAt = 0;
  document.addEventListener('esim-state-change', () => (scrolledAt = scrollY));
  window.tooWide = 0;
  const look = () => {
    const { scrollWidth, clientWidth } = document.documentElement ?? {};
    tooWide = Math.max(tooWide, (scrollWidth ?? 0) - (clientWidth ?? 0));
    requestAnimationFrame(look);
  };
  look();
`;

export interface Outlook {
  /** Where the page's own boxes are, and how far it is scrolled. */
  boxes: Record<string, number[]>;
  scrollY: number;
  /** How far it was scrolled when the phase last changed, before that was drawn. */
  scrolledAt: number;
  /** Where the element's heading is in the page: top and bottom. */
  heading: [number, number] | undefined;
}

/** To be called before the page opens. */
export async function watchBoundary(page: Page): Promise<void> {
  await page.addInitScript(WATCH);
}

/** Resolves when nothing in the page fades or moves any more, and what was drawn has been measured. */
async function still(page: Page): Promise<void> {
  await page.evaluate(
    `(async () => { ${IN_PAGE}
      const moving = () => deep(document).some((each) =>
        each.getAnimations().some(({ playState, effect }) => playState === 'running' && effect.getTiming().iterations !== Infinity));
      for (let frame = 0; frame < 3 || moving(); frame++) await new Promise(requestAnimationFrame);
    })()`,
  );
}

/** What the page looks like now; everything with an id is the page's own. */
export async function outlook(page: Page): Promise<Outlook> {
  await still(page);
  return page.evaluate<Outlook>(
    `(() => { ${IN_PAGE}
      const boxes = {};
      for (const each of document.querySelectorAll('[id]')) {
        const { x, y, width, height } = each.getBoundingClientRect();
        boxes[each.id] = [x + scrollX, y + scrollY, width, height].map(Math.round);
      }
      const h2 = deep(document.querySelector('esim-checkout')).find((each) => each.localName === 'h2' && seen(each));
      const box = h2?.getBoundingClientRect();
      return { boxes, scrollY, scrolledAt, heading: box && [box.top + scrollY, box.bottom + scrollY] };
    })()`,
  );
}

/** The page's own nodes that the browser saw jump, once what was drawn has been measured. */
export async function jumped(page: Page): Promise<string[]> {
  await still(page);
  return page.evaluate<string[]>('jumped');
}

/** By how much the page was ever wider than its window. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate<number>('tooWide');
}

/**
 * What the element draws outside its own box, rings around what has the focus left out. An inline box is only looked
 * at sideways: it is as high as the font's ascent and descent, which some fonts make higher than the line and which
 * says nothing of what is drawn. The box that holds its line is looked at in full.
 */
export async function outside(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `(() => { ${IN_PAGE}
      const host = document.querySelector('esim-checkout');
      const own = host.getBoundingClientRect();
      const isText = (each) =>
        each instanceof HTMLElement && !(each instanceof HTMLImageElement) && getComputedStyle(each).display === 'inline';
      return deep(host).filter((each) => {
        if (!seen(each)) return false;
        const box = each.getBoundingClientRect();
        return box.left < own.left - 1 || box.right > own.right + 1
          || !isText(each) && (box.top < own.top - 1 || box.bottom > own.bottom + 1);
      }).map(called);
    })()`,
  );
}
