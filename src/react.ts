// Types for React 19: `import type {} from 'esim-checkout/react'` once, and JSX knows the four elements.
import type { DOMAttributes, HTMLAttributes, Ref } from 'react';
import type { ElementProps, EventMap } from './framework-types.js';
import type { EsimActivationCard, EsimCheckout, EsimOrderStatus, EsimPlanPicker } from './index.js';

/** React 19 listens to `onesim-delivered` as `addEventListener('esim-delivered', …)`. */
type Listeners = { [Name in keyof EventMap as `on${Name}`]?: (event: EventMap[Name]) => void };

type Props<Element extends HTMLElement> = ElementProps<Element> &
  Listeners &
  Omit<HTMLAttributes<Element>, keyof ElementProps<Element> | keyof DOMAttributes<Element>> &
  DOMAttributes<Element> & { ref?: Ref<Element>; key?: string | number; class?: string };

declare module 'react' {
  // biome-ignore lint/style/noNamespace: React declares its elements in a namespace.
  namespace JSX {
    interface IntrinsicElements {
      'esim-checkout': Props<EsimCheckout>;
      'esim-plan-picker': Props<EsimPlanPicker>;
      'esim-order-status': Props<EsimOrderStatus>;
      'esim-activation-card': Props<EsimActivationCard>;
    }
  }
}
