// Types for Preact: `import type {} from 'esim-checkout/preact'` once, and JSX knows the four elements.
import type { HTMLAttributes } from 'preact';
import type { ElementProps, EventMap } from './framework-types.js';
import type { EsimActivationCard, EsimCheckout, EsimOrderStatus, EsimPlanPicker } from './index.js';

/** Preact listens to `onesim-delivered` as `addEventListener('esim-delivered', …)`. */
type Listeners = { [Name in keyof EventMap as `on${Name}`]?: (event: EventMap[Name]) => void };

type Props<Element extends HTMLElement> = ElementProps<Element> &
  Listeners &
  Omit<HTMLAttributes<Element>, keyof ElementProps<Element>>;

declare global {
  // biome-ignore lint/style/noNamespace: Preact declares its elements in a namespace.
  namespace preact.JSX {
    interface IntrinsicElements {
      'esim-checkout': Props<EsimCheckout>;
      'esim-plan-picker': Props<EsimPlanPicker>;
      'esim-order-status': Props<EsimOrderStatus>;
      'esim-activation-card': Props<EsimActivationCard>;
    }
  }
}
