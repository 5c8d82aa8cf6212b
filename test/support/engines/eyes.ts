// Runs in the page. Finds what a customer sees, by role and name or by part, in all shadow roots.
import { computeAccessibleName, getRole } from 'dom-accessibility-api';
import type { Focus, Spot, Target } from './engine.js';

function* everything(root: Document | ShadowRoot): Generator<Element> {
  for (const each of root.querySelectorAll('*')) {
    yield each;
    if (each.shadowRoot) yield* everything(each.shadowRoot);
  }
}

const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true }) &&
  element.getBoundingClientRect().width > 0;

function matches(element: Element, { role, name, part }: Target): boolean {
  if (part !== undefined && !element.getAttribute('part')?.split(' ').includes(part)) return false;
  if (role !== undefined && getRole(element) !== role) return false;
  return name === undefined || computeAccessibleName(element).includes(name);
}

function find(target: Target): Element | undefined {
  const all = [...everything(document)].filter((each) => isShown(each) && matches(each, target));
  return all[target.nth ?? 0];
}

/** What is on top at a point, through all shadow roots. */
function topmost(x: number, y: number): Element | null {
  let at = document.elementFromPoint(x, y);
  for (let inner = at; inner?.shadowRoot; at = inner ?? at) {
    inner = inner.shadowRoot.elementFromPoint(x, y);
    if (inner === at) break;
  }
  return at;
}

const isBusy = (element: Element): boolean =>
  element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true';

/** The centre of a control that a click would reach. A click on a radio button's row reaches it too. */
export function spot(target: Target): Spot | undefined {
  const element = find(target);
  if (!element || isBusy(element)) return undefined;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const row = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
  const { left, top, width, height } = (row ?? element).getBoundingClientRect();
  const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  const hit = topmost(x, y);
  return hit && (row ?? element).contains(hit) ? { x, y } : undefined;
}

/** Whether it is on the screen. */
export const sees = (target: Target): boolean => find(target) !== undefined;

/** The texts on the screen, one a line. */
export function reads(): string {
  const lines: string[] = [];
  for (const each of everything(document)) {
    const own = [...each.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    const text = own.map(({ nodeValue }) => nodeValue).join('');
    if (text.trim() && isShown(each)) lines.push(text.replace(/\s+/g, ' ').trim());
  }
  return lines.join('\n');
}

/** What has the focus, through all shadow roots. */
export function focused(): Focus {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return {
    role: (at && getRole(at)) ?? '',
    part: at?.getAttribute('part') ?? '',
    name: at ? computeAccessibleName(at) || (at.textContent ?? '').trim() : '',
  };
}

/** The box of something on the screen, for a picture of it. */
export function box(
  target: Target,
): { x: number; y: number; width: number; height: number } | undefined {
  const element = find(target);
  element?.scrollIntoView({ block: 'center', behavior: 'instant' });
  const found = element?.getBoundingClientRect();
  return found && { x: found.x, y: found.y, width: found.width, height: found.height };
}
