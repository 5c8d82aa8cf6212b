// Checks of the element from outside: pixels, boxes, overflow.
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

/** The share of pixels that differ visibly between two pictures; 1 if their sizes differ. */
export function difference(one: Buffer, other: Buffer): number {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let different = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    const far = [0, 1, 2].some(
      (channel) => Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)) > 24,
    );
    if (far) different += 1;
  }
  return different / (a.width * a.height);
}

export interface Box {
  name: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  width: number;
  height: number;
}

/**
 * Helpers in the page. `deep(root)`: every element below, shadow roots included. `seen(element)`: whether it is
 * drawn. `called(element)`: its name in a failure.
 */
export const IN_PAGE = `
  window.deep = (root) => [...(root.shadowRoot ?? root).querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? deep(each) : [])]);
  window.seen = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false })) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && !element.closest('.hidden') && !element.closest('option');
  };
  window.called = (element) => element.localName + (element.className && element.className.baseVal === undefined ? '.' + element.className.replaceAll(' ', '.') : '') + ' "' + (element.textContent ?? '').trim().replace(/\\s+/g, ' ').slice(0, 40) + '"';
`;

/** Elements that stick out of the element's own box sideways. */
export async function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(
    `(() => { ${IN_PAGE}
      const host = document.querySelector('esim-checkout');
      const { left, right } = host.shadowRoot.querySelector('.base').getBoundingClientRect();
      return deep(host).filter((each) => {
        if (!seen(each) || each.closest('.options')) return false;
        const box = each.getBoundingClientRect();
        return box.left < left - 1 || box.right > right + 1;
      }).map(called);
    })()`,
  );
}

/** Texts that are cut off: they are wider or taller than a box that hides overflow. */
export async function clipped(page: Page): Promise<string[]> {
  return page.evaluate(
    `(() => { ${IN_PAGE}
      return deep(document.querySelector('esim-checkout')).filter((each) => {
        if (!seen(each) || !each.textContent.trim() || each.matches('.options, .badge, svg *')) return false;
        const style = getComputedStyle(each);
        if (style.display.startsWith('inline') && !style.display.includes('-')) return false;
        const hides = (value) => value !== 'visible';
        return (hides(style.overflowX) && each.scrollWidth > each.clientWidth + 1)
          || (hides(style.overflowY) && each.scrollHeight > each.clientHeight + 1)
          || (each.localName === 'button' && each.scrollWidth > each.clientWidth + 1);
      }).map(called);
    })()`,
  );
}

/**
 * Whether the fonts of this machine have every letter that the element shows. A missing letter looks like any other
 * missing letter.
 */
export async function isDrawable(page: Page): Promise<boolean> {
  return page.evaluate(
    `(() => { ${IN_PAGE}
      const host = document.querySelector('esim-checkout');
      const texts = deep(host).filter(seen).map((each) => each.textContent).join('');
      const canvas = new OffscreenCanvas(48, 48);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context.font = '24px ' + getComputedStyle(host.shadowRoot.querySelector('.base')).fontFamily;
      const drawn = (letter) => {
        context.clearRect(0, 0, 48, 48);
        context.fillText(letter, 12, 32);
        return context.getImageData(0, 0, 48, 48).data.join();
      };
      const missing = drawn('\\u{10fffd}');
      return [...new Set(texts.match(/\\p{L}/gu))].every((letter) => drawn(letter) !== missing);
    })()`,
  );
}
