import {
  Component,
  CUSTOM_ELEMENTS_SCHEMA,
  computed,
  type ElementRef,
  signal,
  viewChild,
} from '@angular/core';
import type { EsimBeforeOrderEvent, EsimCheckout, Phase, Plan } from 'esim-checkout';
import { API_BASE, charge, getToken, times } from '../host.js';

@Component({
  selector: 'shop-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <button (click)="factor.set(3)">Raise prices</button>
      <button (click)="country.set('FRA')">France</button>
      <button (click)="country.set('JPN')">Japan</button>
      <button (click)="shown.set(!shown())">{{ shown() ? 'Hide' : 'Show' }}</button>
      <button (click)="countPurchases()">Count</button>
      <output id="chosen">{{ chosen()?.countryCode }}</output>
      <output id="paid">{{ paid().join(' ') }}</output>
      <output id="delivered">{{ delivered().join(' ') }}</output>
      <output id="phases">{{ phases().join(' ') }}</output>
      <output id="count">{{ count() }}</output>
      @if (shown()) {
        <esim-checkout
          #checkout
          [attr.api-base]="apiBase"
          reference-prefix="angular-"
          customer="ann"
          require-payment
          [country]="country()"
          [getToken]="getToken"
          [priceOf]="priceOf()"
          (esim-plan-select)="chosen.set($event.detail.plan)"
          (esim-before-order)="charge($event)"
          (esim-delivered)="note($event.detail.iccid)"
          (esim-state-change)="phases.set(phases().concat($event.detail.phase))"
        >
          <h1 slot="header">eSIMs for {{ country() }}</h1>
          @if (delivered().length > 0) {
            <p slot="after-delivery">Enjoy your trip</p>
          }
        </esim-checkout>
      }
    </main>
  `,
})
export class Shop {
  readonly checkout = viewChild<ElementRef<EsimCheckout>>('checkout');
  readonly shown = signal(true);
  readonly country = signal('JPN');
  readonly factor = signal(2);
  readonly chosen = signal<Plan | undefined>(undefined);
  readonly paid = signal<string[]>([]);
  readonly delivered = signal<string[]>([]);
  readonly phases = signal<Phase[]>([]);
  readonly count = signal<number | undefined>(undefined);
  readonly apiBase = API_BASE;
  // CUSTOM_ELEMENTS_SCHEMA leaves a template's property names unchecked; the types of the values are checked here.
  readonly getToken: EsimCheckout['getToken'] = getToken;
  readonly priceOf = computed<EsimCheckout['priceOf']>(() => times(this.factor()));

  charge(event: EsimBeforeOrderEvent): void {
    charge(event, (reference) => this.paid.update((before) => [...before, reference]));
  }

  note(iccid: string): void {
    this.delivered.update((before) => [...before, iccid]);
  }

  async countPurchases(): Promise<void> {
    this.count.set((await this.checkout()?.nativeElement.purchases())?.length);
  }
}
