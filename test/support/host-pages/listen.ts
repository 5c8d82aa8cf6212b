// Records what live regions announce, in every shadow root, as a screen reader would.
import type { Page } from 'playwright-core';

/** A region that is inserted with its text is not recorded: screen readers do not reliably announce it either. */
const EAR = `
  window.heard = [];
  const last = new WeakMap();
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest('[role=status], [role=alert], [aria-live]');
        if (!region) continue;
        const text = region.textContent.replace(/\\s+/g, ' ').trim();
        if (text && last.get(region) !== text) heard.push((region.role ?? 'live') + ': ' + text);
        last.set(region, text);
      }
    }).observe(root, { childList: true, characterData: true, subtree: true });
    return root;
  };
`;

/** Call it before the page opens. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(EAR);
}

export function heard(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

/** Resolves when the last announcement is `words`. */
export async function hears(page: Page, words: string | undefined): Promise<void> {
  await page.waitForFunction(
    (last) => (window as unknown as { heard: string[] }).heard.at(-1) === last,
    words,
    { polling: 30 },
  );
}
