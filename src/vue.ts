// Types for Vue 3: `import type {} from 'esim-checkout/vue'` once, and templates know the four elements.
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { ElementProps, EventMap } from './framework-types.js';
import type { EsimActivationCard, EsimCheckout, EsimOrderStatus, EsimPlanPicker } from './index.js';

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

/** `@esim-delivered` in a template is the prop `onEsimDelivered`. */
type Listeners = {
  [Name in keyof EventMap as `on${Capitalize<Camel<Name>>}`]?: (event: EventMap[Name]) => void;
};

type Component<Element extends HTMLElement> = DefineComponent<
  ElementProps<Element> & Listeners & HTMLAttributes
>;

declare module 'vue' {
  interface HTMLAttributes {
    /** The slot of the custom element. Vue's own types lack it. */
    slot?: string | undefined;
  }
  interface GlobalComponents {
    'esim-checkout': Component<EsimCheckout>;
    'esim-plan-picker': Component<EsimPlanPicker>;
    'esim-order-status': Component<EsimOrderStatus>;
    'esim-activation-card': Component<EsimActivationCard>;
  }
}
