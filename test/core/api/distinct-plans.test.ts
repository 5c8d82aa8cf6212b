import { expect } from '@open-wc/testing';
import { distinctPlans } from '../../../src/core/api/distinct-plans.js';
import type { Plan } from '../../../src/core/types.js';
import { plan } from '../../support/samples.js';

const at = (amount: number, changes: Partial<Plan> = {}): Plan =>
  plan(0, { price: { amount, currency: 'USD' }, ...changes });

describe('Plans of one product', () => {
  const cases: [what: string, plans: Plan[], kept: number[], ambiguous: boolean][] = [
    ['none', [], [], false],
    ['of different amounts', [at(4.5, { variantId: 1 }), at(9, { variantId: 2 })], [1, 2], false],
    [
      'of one amount that hold the same',
      [
        at(4.5, { variantId: 1 }),
        at(9, { variantId: 2 }),
        at(4.5, { variantId: 3, name: 'Promo' }),
      ],
      [1, 2],
      false,
    ],
    [
      'of one amount with other days',
      [
        at(4.5, { variantId: 1 }),
        at(4.5, { variantId: 2, validityDays: 30 }),
        at(9, { variantId: 3 }),
      ],
      [3],
      true,
    ],
    [
      'of one amount with other data',
      [at(4.5, { variantId: 1, dataGb: 5 }), at(4.5, { variantId: 2, dataGb: null })],
      [],
      true,
    ],
    [
      'of one amount, two alike and one not',
      [at(1, { variantId: 1 }), at(1, { variantId: 2 }), at(1, { variantId: 3, dataGb: 9 })],
      [],
      true,
    ],
    [
      'of one number in two currencies: an order names the number only',
      [
        at(5, { variantId: 1 }),
        plan(0, { variantId: 2, dataGb: 9, price: { amount: 5, currency: 'EUR' } }),
      ],
      [],
      true,
    ],
  ];
  for (const [what, plans, kept, ambiguous] of cases) {
    it(`are told apart: ${what}`, () => {
      const result = distinctPlans(plans);
      expect(result.plans.map(({ variantId }) => variantId)).to.deep.equal(kept);
      expect(result.ambiguous).to.equal(ambiguous);
    });
  }
});
