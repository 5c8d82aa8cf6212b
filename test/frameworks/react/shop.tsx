import type { EsimCheckout, Phase, Plan } from 'esim-checkout';
import type {} from 'esim-checkout/react';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { API_BASE, charge, getToken, times } from '../host.js';

/** Buys as soon as it is shown; StrictMode runs its effect twice during development. */
function BuyNow({ checkout, plan }: { checkout: RefObject<EsimCheckout | null>; plan: Plan }) {
  const [runs, setRuns] = useState(0);
  useEffect(() => {
    setRuns((count) => count + 1);
    void checkout.current?.buy(plan);
  }, [checkout, plan]);
  return <output id="runs">{runs}</output>;
}

export function Shop(): ReactNode {
  const checkout = useRef<EsimCheckout>(null);
  const [shown, setShown] = useState(true);
  const [country, setCountry] = useState('JPN');
  const [factor, setFactor] = useState(2);
  const [chosen, setChosen] = useState<Plan>();
  const [quick, setQuick] = useState(false);
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
      <button onClick={() => setQuick(true)}>Buy at once</button>
      <button onClick={async () => setCount((await checkout.current?.purchases())?.length)}>
        Count
      </button>
      <output id="chosen">{chosen?.countryCode}</output>
      <output id="paid">{paid.join(' ')}</output>
      <output id="delivered">{delivered.join(' ')}</output>
      <output id="phases">{phases.join(' ')}</output>
      <output id="count">{count}</output>
      {quick && chosen && <BuyNow checkout={checkout} plan={chosen} />}
      {shown && (
        <esim-checkout
          ref={checkout}
          api-base={API_BASE}
          reference-prefix="react-"
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
