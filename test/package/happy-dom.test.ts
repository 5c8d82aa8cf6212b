// A partner's unit tests run in an imitation of a browser, which lacks much: nothing may throw there.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Window } from 'happy-dom';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { createTokenEndpoint } from '../../src/sandbox/token-endpoint.js';

const ORIGIN = 'http://shop.test';

let window: Window;
let sandbox: Sandbox;
const thrown: unknown[] = [];
const note = (error: unknown): void => {
  thrown.push(error);
};

/** As test runners do: what the window has is global, where Node has nothing of the name. */
before(async () => {
  process.on('unhandledRejection', note);
  window = new Window({ url: `${ORIGIN}/` });
  sandbox = createSandbox({ basePath: '/octopus', scenario: { fulfilAfterMs: 0 } });
  const tokens = createTokenEndpoint(sandbox, '/esim/token');
  for (const name of Object.getOwnPropertyNames(window))
    if (!(name in globalThis) && /^[A-Za-z]/.test(name))
      Object.defineProperty(globalThis, name, {
        get: () => Reflect.get(window, name),
        set: (value) => Reflect.set(window, name, value),
        configurable: true,
      });
  for (const name of ['navigator', 'Event', 'EventTarget', 'CustomEvent'])
    Object.defineProperty(globalThis, name, {
      value: Reflect.get(window, name),
      configurable: true,
      writable: true,
    });
  Object.assign(globalThis, {
    window,
    fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
      const request = new Request(new URL(String(input), ORIGIN), init);
      const isToken = new URL(request.url).pathname === '/esim/token';
      return isToken ? sandbox.serve(request, tokens.fetch) : sandbox.fetch(request);
    },
  });
  await import('../../src/define.js');
});
after(async () => {
  process.off('unhandledRejection', note);
  sandbox.close();
  await window.happyDOM.close();
});

async function reach(element: EsimCheckout, phase: string): Promise<void> {
  for (let turn = 0; element.state.phase !== phase; turn += 1) {
    assert.ok(turn < 500, `${element.state.phase} rather than ${phase}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('in happy-dom', () => {
  test('the elements are made, shown and removed', async () => {
    for (const tag of ['esim-plan-picker', 'esim-order-status', 'esim-activation-card'] as const) {
      const element = document.createElement(tag);
      document.body.append(element);
      await element.updateComplete;
      assert.ok(element.shadowRoot, tag);
      element.remove();
    }
    assert.deepEqual(thrown, []);
  });

  test('an eSIM is bought', async () => {
    const element = document.createElement('esim-checkout');
    element.tokenEndpoint = '/esim/token';
    element.apiBase = '/octopus';
    element.country = 'JPN';
    document.body.append(element);
    await reach(element, 'choosing-plan');
    await element.updateComplete;
    const picker = element.shadowRoot?.querySelector('esim-plan-picker');
    await element.buy(picker?.plans[0]);
    await reach(element, 'delivered');
    assert.equal((await element.purchases()).length, 1);
    assert.equal(sandbox.ledger().length, 1);
    element.remove();
    assert.deepEqual(thrown, []);
  });
});
