// Types for Solid: `import type {} from 'esim-checkout/solid'` once, and JSX knows the four elements.
import type { JSX } from 'solid-js';
import type { ElementProps, EventMap, OwnProps } from './framework-types.js';
import type { EsimActivationCard, EsimCheckout, EsimOrderStatus, EsimPlanPicker } from './index.js';

/** Solid listens to `on:esim-delivered` as `addEventListener('esim-delivered', …)`. */
type Listeners = { [Name in keyof EventMap as `on:${Name}`]?: (event: EventMap[Name]) => void };

/** `prop:priceOf` sets the property for any type of value. */
type Explicit<Element extends HTMLElement> = {
  [Key in keyof OwnProps<Element> as `prop:${Key & string}`]?: OwnProps<Element>[Key];
};

type Props<Element extends HTMLElement> = ElementProps<Element> &
  Explicit<Element> &
  Listeners &
  Omit<JSX.HTMLAttributes<Element>, keyof ElementProps<Element>>;

declare module 'solid-js' {
  // biome-ignore lint/style/noNamespace: Solid declares its elements in a namespace.
  namespace JSX {
    interface IntrinsicElements {
      'esim-checkout': Props<EsimCheckout>;
      'esim-plan-picker': Props<EsimPlanPicker>;
      'esim-order-status': Props<EsimOrderStatus>;
      'esim-activation-card': Props<EsimActivationCard>;
    }
  }
}
