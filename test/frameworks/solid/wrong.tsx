// What must not compile.
import type {} from 'esim-checkout/solid';
import type { JSX } from 'solid-js';

export const wrong: JSX.Element[] = [
  // @ts-expect-error a country is text
  <esim-checkout country={3} />,
  // @ts-expect-error no such attribute
  <esim-checkout countri="JPN" />,
  // @ts-expect-error one of two words
  <esim-checkout ios-install="shortcut" />,
  // @ts-expect-error a price is money
  <esim-checkout prop:priceOf={() => 3} />,
  // @ts-expect-error a function is not an attribute
  <esim-checkout price-of={() => undefined} />,
  // @ts-expect-error a method is not a property to set
  <esim-checkout prop:buy={async () => {}} />,
  // @ts-expect-error what is read only is not set
  <esim-checkout prop:state={{ phase: 'loading' }} />,
  // @ts-expect-error a delivery carries no plan
  <esim-checkout on:esim-delivered={(event) => event.detail.plan} />,
  // @ts-expect-error plans are not text
  <esim-plan-picker prop:plans="all" />,
  // @ts-expect-error a code is text
  <esim-activation-card activation-code={1} />,
];
