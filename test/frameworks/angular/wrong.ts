// What must not compile: the class by its `@ts-expect-error`, the template by the errors the check expects of it.
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import type { EsimCheckout, EsimDeliveredEvent } from 'esim-checkout';

@Component({
  selector: 'wrong-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <esim-checkout (esim-delivered)="note($event.detail.plan)"></esim-checkout>
    <esim-checkout (esim-order-placed)="delivered($event)"></esim-checkout>
    <esim-checkout #checkout (click)="note(checkout.state.price)"></esim-checkout>
  `,
})
export class Wrong {
  // @ts-expect-error a price is money
  readonly priceOf: EsimCheckout['priceOf'] = () => 3;

  note(_: unknown): void {}
  delivered(_: EsimDeliveredEvent): void {}
}
