// Customers who press Buy at one moment, with the element's own core, at one account of the API. `npm run simulate`
// sends a thousand without the gateway as well.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Figures, figuresOf, percentile } from '../../scripts/simulate/figures.js';
import { MINUTE, simulate, usually } from '../../scripts/simulate/run.js';

/** Orders a minute: the account's quota. */
const QUOTA = 60;

for (const [mode, shoppers] of [
  ['gateway', 1000],
  ['direct', 250],
] as const)
  describe(`${shoppers} shoppers at once, ${mode === 'direct' ? 'without' : 'with'} the gateway`, () => {
    let figures: Figures;
    let minutes = 0;
    let shown: string[] = [];
    before(async () => {
      const outcome = await simulate({
        mode,
        shoppers,
        comes: () => 0,
        plans: usually(0),
        until: 60 * MINUTE,
      });
      figures = figuresOf(outcome);
      shown = [...new Set(outcome.stories.flatMap(({ phases }) => [...phases]))].sort();
      minutes = (outcome.end - outcome.start) / MINUTE;
    });

    it('all get their eSIM, and no page ever says anything else', () => {
      assert.equal(figures.delivered, shoppers);
      assert.equal(figures.failed, 0);
      assert.equal(figures.unconfirmed, 0);
      const calm = ['authorizing', 'choosing-plan', 'delivered', 'installed', 'ordering'];
      assert.deepEqual(
        shown.filter((phase) => !calm.includes(phase)),
        [],
      );
      assert.ok(shown.includes('ordering'));
    });

    it('each is debited once', () => {
      assert.equal(figures.debits, shoppers);
      assert.equal(figures.doubles, 0);
    });

    it('the account sells at 95 % of its quota or more while somebody waits', () => {
      const { busyMinutes } = figures;
      assert.ok(busyMinutes.length >= shoppers / QUOTA - 4, String(busyMinutes));
      const sold = busyMinutes.reduce((sum, count) => sum + count, 0);
      assert.ok(sold / busyMinutes.length >= 0.95 * QUOTA, String(busyMinutes));
      assert.ok(Math.max(...busyMinutes) <= QUOTA);
    });

    if (mode === 'gateway') {
      it('everybody sees the plans at once, for two calls of the API', () => {
        assert.ok(Number(percentile(figures.plans, 1)) < 2000);
        assert.equal(figures.turnedAway.catalogue, undefined);
      });

      it('the API turns nobody away', () => assert.equal(figures.refusedByApi, 0));

      it('the last is served in the time that so many orders take', () => {
        assert.ok(minutes < shoppers / (0.95 * QUOTA), String(minutes));
      });
    }
  });
