import type { EsimCheckout, Phase, Plan } from 'esim-checkout';
import type {} from 'esim-checkout/solid';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { API_BASE, charge, getToken, times } from '../host.js';

export function Shop(): JSX.Element {
  let checkout: EsimCheckout | undefined;
  const [shown, setShown] = createSignal(true);
  const [country, setCountry] = createSignal('JPN');
  const [factor, setFactor] = createSignal(2);
  const [chosen, setChosen] = createSignal<Plan>();
  const [paid, setPaid] = createSignal<string[]>([]);
  const [delivered, setDelivered] = createSignal<string[]>([]);
  const [phases, setPhases] = createSignal<Phase[]>([]);
  const [count, setCount] = createSignal<number>();
  const priceOf = createMemo(() => times(factor()));

  return (
    <main>
      <button onClick={() => setFactor(3)}>Raise prices</button>
      <button onClick={() => setCountry('FRA')}>France</button>
      <button onClick={() => setCountry('JPN')}>Japan</button>
      <button onClick={() => setShown(!shown())}>{shown() ? 'Hide' : 'Show'}</button>
      <button onClick={async () => setCount((await checkout?.purchases())?.length)}>Count</button>
      <output id="chosen">{chosen()?.countryCode}</output>
      <output id="paid">{paid().join(' ')}</output>
      <output id="delivered">{delivered().join(' ')}</output>
      <output id="phases">{phases().join(' ')}</output>
      <output id="count">{count()}</output>
      <Show when={shown()}>
        <esim-checkout
          ref={checkout}
          api-base={API_BASE}
          reference-prefix="solid-"
          customer="ann"
          require-payment
          country={country()}
          prop:getToken={getToken}
          prop:priceOf={priceOf()}
          on:esim-plan-select={(event) => setChosen(event.detail.plan)}
          on:esim-before-order={(event) =>
            charge(event, (reference) => setPaid((before) => [...before, reference]))
          }
          on:esim-delivered={({ detail }) => setDelivered((before) => [...before, detail.iccid])}
          on:esim-state-change={({ detail }) => setPhases((before) => [...before, detail.phase])}
        >
          <h1 slot="header">eSIMs for {country()}</h1>
          <Show when={delivered().length > 0}>
            <p slot="after-delivery">Enjoy your trip</p>
          </Show>
        </esim-checkout>
      </Show>
    </main>
  );
}
