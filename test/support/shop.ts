import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { createTokenEndpoint } from '../../src/sandbox/token-endpoint.js';
import '../../src/define.js';
import type { Phase } from '../../src/core/types.js';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { until } from './until.js';

export { until };

export interface SeenEvent {
  type: string;
  detail: Record<string, unknown>;
}

export interface Shop {
  sandbox: Sandbox;
  /** Every `esim-*` event that reached the document, in order. */
  events: SeenEvent[];
  /** `METHOD path` of every request of the page, the token's included. */
  requests: string[];
  types(): string[];
  element(attributes?: Record<string, string>, parent?: Element): EsimCheckout;
  close(): Promise<void>;
}

const EVENTS =
  'plan-select before-order order-placed order-pending delivered order-failed installed expired install-start error state-change'.split(
    ' ',
  );

let shops = 0;

/** Puts the sandbox behind this page's `fetch`, under its own base URL, so that tests do not share data. */
export function openShop(options: SandboxOptions = {}): Shop {
  shops += 1;
  const basePath = `/shop-${Date.now()}-${shops}`;
  const sandbox = createSandbox({
    ...options,
    basePath,
    scenario: { fulfilAfterMs: 20, ...options.scenario },
  });
  const tokens = createTokenEndpoint(sandbox, '/esim/token');
  const realFetch = globalThis.fetch;
  const events: SeenEvent[] = [];
  const requests: string[] = [];
  const elements: EsimCheckout[] = [];

  globalThis.fetch = (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    requests.push(`${request.method} ${(pathname + search).replace(basePath, '')}`);
    return pathname === '/esim/token'
      ? sandbox.serve(request, tokens.fetch)
      : sandbox.fetch(request);
  };
  const note = (event: Event): void => {
    events.push({ type: event.type, detail: (event as CustomEvent).detail });
  };
  for (const name of EVENTS) document.addEventListener(`esim-${name}`, note);

  return {
    sandbox,
    events,
    requests,
    types: () => events.map(({ type }) => type),
    element(attributes = {}, parent = document.body) {
      const element = document.createElement('esim-checkout');
      const all = { 'token-endpoint': '/esim/token', 'api-base': basePath, ...attributes };
      for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
      parent.append(element);
      elements.push(element);
      return element;
    },
    async close() {
      for (const element of elements) {
        if (element.isConnected) await element.forgetAll();
        element.remove();
      }
      for (const name of EVENTS) document.removeEventListener(`esim-${name}`, note);
      globalThis.fetch = realFetch;
      sandbox.close();
    },
  };
}

/** Resolves once the element is in `phase`. */
export async function phaseOf(element: EsimCheckout, phase: Phase): Promise<void> {
  if (element.state.phase !== phase) {
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (element.state.phase !== phase) return;
        element.removeEventListener('esim-state-change', check);
        resolve();
      };
      element.addEventListener('esim-state-change', check);
    });
  }
  await element.updateComplete;
}

/** The visible text of the element and the elements in it, without slots. */
export function textOf(element: Element): string {
  const root = element.shadowRoot ?? element;
  let text = '';
  for (const child of root.querySelectorAll('*')) {
    if (child.shadowRoot) text += ` ${textOf(child)}`;
    for (const node of child.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) text += ` ${node.nodeValue ?? ''}`;
    }
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** Resolves when no animation runs in the element: colours in a transition fail contrast checks. */
export async function still(element: Element): Promise<void> {
  await until(() => animations(element) === 0);
}

function animations(element: Element): number {
  const root = element.shadowRoot;
  if (!root) return 0;
  let count = root.getAnimations?.().length ?? 0;
  for (const child of root.querySelectorAll('*')) count += animations(child);
  return count;
}

export function radio(element: EsimCheckout, index: number): HTMLInputElement {
  const picker = element.shadowRoot?.querySelector('esim-plan-picker');
  const input = picker?.shadowRoot?.querySelectorAll<HTMLInputElement>('input[type=radio]')[index];
  if (!input) throw new Error(`There is no plan ${index}.`);
  return input;
}

/** Chooses a plan as soon as there are plans. */
export async function choose(element: EsimCheckout, index = 0): Promise<void> {
  await phaseOf(element, 'choosing-plan');
  await until(() =>
    element.shadowRoot
      ?.querySelector('esim-plan-picker')
      ?.shadowRoot?.querySelector('input:enabled'),
  );
  radio(element, index).click();
  await element.updateComplete;
}

export function buyButton(element: EsimCheckout): HTMLButtonElement {
  const picker = element.shadowRoot?.querySelector('esim-plan-picker');
  const button = picker?.shadowRoot?.querySelector<HTMLButtonElement>('[part=buy-button]');
  if (!button) throw new Error('There is no Buy button.');
  return button;
}
