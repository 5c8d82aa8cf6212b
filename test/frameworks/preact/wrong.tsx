// What must not compile.
import type {} from 'esim-checkout/preact';
import type { VNode } from 'preact';

export const wrong: VNode[] = [
  // @ts-expect-error a country is text
  <esim-checkout country={3} />,
  // @ts-expect-error no such attribute
  <esim-checkout countri="JPN" />,
  // @ts-expect-error one of two words
  <esim-checkout ios-install="shortcut" />,
  // @ts-expect-error a price is money
  <esim-checkout priceOf={() => 3} />,
  // @ts-expect-error a function is not an attribute
  <esim-checkout price-of={() => undefined} />,
  // @ts-expect-error a method is not a property to set
  <esim-checkout buy={async () => {}} />,
  // @ts-expect-error what is read only is not set
  <esim-checkout state={{ phase: 'loading' }} />,
  // @ts-expect-error a delivery carries no plan
  <esim-checkout onesim-delivered={(event) => event.detail.plan} />,
  // @ts-expect-error plans are not text
  <esim-plan-picker plans="all" />,
  // @ts-expect-error a code is text
  <esim-activation-card activation-code={1} />,
];
