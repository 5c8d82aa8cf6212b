import type { EsimCheckout, Phase, Plan } from 'esim-checkout';
import type {} from 'esim-checkout/preact';
import type { VNode } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { API_BASE, charge, getToken, times } from '../host.js';

export function Shop(): VNode {
  const checkout = useRef<EsimCheckout>(null);
  const [shown, setShown] = useState(true);
  const [country, setCountry] = useState('JPN');
  const [factor, setFactor] = useState(2);
  const [chosen, setChosen] = useState<Plan>();
  const [paid, setPaid] = useState<string[]>([]);
  const [delivered, setDelivered] = useState<string[]>([]);
  const [phases, setPhases] = useState<Phase[]>([]);
  const [count, setCount] = useState<number>();
  const priceOf = useMemo(() => times(factor), [factor]);

  return (
    <main>
      <button onClick={() => setFactor(3)}>Raise prices</button>
      <button onClick={() => setCountry('FRA')}>France</button>
      <button onClick={() => setCountry('JPN')}>Japan</button>
      <button onClick={() => setShown(!shown)}>{shown ? 'Hide' : 'Show'}</button>
      <button onClick={async () => setCount((await checkout.current?.purchases())?.length)}>
        Count
      </button>
      <output id="chosen">{chosen?.countryCode}</output>
      <output id="paid">{paid.join(' ')}</output>
      <output id="delivered">{delivered.join(' ')}</output>
      <output id="phases">{phases.join(' ')}</output>
      <output id="count">{count}</output>
      {shown && (
        <esim-checkout
          ref={checkout}
          api-base={API_BASE}
          reference-prefix="preact-"
          customer="ann"
          require-payment
          country={country}
          getToken={getToken}
          priceOf={priceOf}
          onesim-plan-select={(event) => setChosen(event.detail.plan)}
          onesim-before-order={(event) =>
            charge(event, (reference) => setPaid((before) => [...before, reference]))
          }
          onesim-delivered={({ detail }) => setDelivered((before) => [...before, detail.iccid])}
          onesim-state-change={({ detail }) => setPhases((before) => [...before, detail.phase])}
        >
          <h1 slot="header">eSIMs for {country}</h1>
          {delivered.length > 0 && <p slot="after-delivery">Enjoy your trip</p>}
        </esim-checkout>
      )}
    </main>
  );
}
