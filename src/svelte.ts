// Types for Svelte 5: `import type {} from 'esim-checkout/svelte'` once, and markup knows the four elements.
import type { HTMLAttributes } from 'svelte/elements';
import type { ElementProps, EventMap } from './framework-types.js';
import type { EsimActivationCard, EsimCheckout, EsimOrderStatus, EsimPlanPicker } from './index.js';

type Listeners = { [Name in keyof EventMap as `on${Name}`]?: (event: EventMap[Name]) => void };

type Props<Element extends HTMLElement> = ElementProps<Element> &
  Listeners &
  Omit<HTMLAttributes<Element>, keyof ElementProps<Element>>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'esim-checkout': Props<EsimCheckout>;
    'esim-plan-picker': Props<EsimPlanPicker>;
    'esim-order-status': Props<EsimOrderStatus>;
    'esim-activation-card': Props<EsimActivationCard>;
  }
}
