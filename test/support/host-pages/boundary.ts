// Which changes of the element affect the page outside its box.
import type { Page } from 'playwright-core';
import { IN_PAGE } from './look.js';

// Runs in the page before its first render. Records which of its nodes moved in a layout shift, and every frame that
// was too wide. Nodes in shadow roots have no name here: those are the element's.
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
  /** The positions of the page's own boxes, and how far the page is scrolled. */
  boxes: Record<string, number[]>;
  scrollY: number;
  /** How far the page was scrolled when the phase last changed, before the render. */
  scrolledAt: number;
  /** The top and bottom of the element's heading in the page. */
  heading: [number, number] | undefined;
}

/** Call it before the page opens. */
export async function watchBoundary(page: Page): Promise<void> {
  await page.addInitScript(WATCH);
}

/** Resolves when no animation runs in the page, and the last frame has been measured. */
async function still(page: Page): Promise<void> {
  await page.evaluate(
    `(async () => { ${IN_PAGE}
      const moving = () => deep(document).some((each) =>
        each.getAnimations().some(({ playState, effect }) => playState === 'running' && effect.getTiming().iterations !== Infinity));
      for (let frame = 0; frame < 3 || moving(); frame++) await new Promise(requestAnimationFrame);
    })()`,
  );
}

/** The state of the page now. Everything with an id belongs to the page. */
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

/** The page's own nodes that moved in a layout shift, after the last frame has been measured. */
export async function jumped(page: Page): Promise<string[]> {
  await still(page);
  return page.evaluate<string[]>('jumped');
}

/** The most pixels by which the page was wider than its window. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate<number>('tooWide');
}

/**
 * Names what the element draws outside its own box, except focus rings. An inline box is checked only sideways: its
 * height comes from the font's ascent and descent, which may exceed the line, and says nothing about what is drawn.
 * The box that holds its line is checked fully.
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
