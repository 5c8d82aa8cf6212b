import { expect } from '@open-wc/testing';
import { formatsFor } from '../../src/core/money.js';
import type { Plan } from '../../src/core/types.js';
import { EsimActivationCard } from '../../src/elements/esim-activation-card/esim-activation-card.js';
import { buyLabel, plansTitle, sizeOf, validityOf } from '../../src/elements/shared/plan-words.js';
import { english } from '../../src/i18n/en.js';
import { languages } from '../../src/i18n/languages.js';
import type { ChoosingStrings } from '../../src/i18n/strings.js';
import { EsimOrderStatus, EsimPlanPicker } from '../support/define.js';
import { plan, purchase } from '../support/samples.js';
import { textOf, until } from '../support/shop.js';

const ENGLISH = { choosing: english, format: formatsFor('en') };
const plain = (text: string | undefined): string => (text ?? '').replace(/\s/g, ' ');
const unlimited = (name: string, validityDays = 10): Plan =>
  plan(4, { name, dataGb: null, validityDays });

describe('the words for a plan', () => {
  const JUST: string[] = [
    'Unlimited',
    'UNLIMITED',
    'Unlimited data',
    'Unlimited / 10 days',
    'Unlimited - 10 Days',
    '10 days Unlimited',
    'Unlimited 10-day plan',
    'Unlimited Data eSIM, 10D',
    'Unlimited (valid for 10 days)',
    'Japan Unlimited 10 Days',
    'Japan – Unlimited',
    'Unlimited / 10 day(s)',
    'Global Unlimited 10 Days',
    'Unlimited Data Worldwide',
  ];
  for (const name of JUST)
    it(`“${name}” says no more than unlimited`, () => {
      expect(sizeOf(unlimited(name), ENGLISH)).to.equal('Unlimited data');
    });

  const MORE: [name: string, shown: string][] = [
    ['Unlimited Daily', 'Unlimited Daily'],
    ['Unlimited Daily / 10 days', 'Unlimited Daily'],
    ['Unlimited Daily (10 days)', 'Unlimited Daily'],
    ['Unlimited (1 GB/day at full speed)', 'Unlimited (1 GB/day at full speed)'],
    ['Unlimited / 7 days', 'Unlimited / 7 days'],
    ['Unlimited / 110 days', 'Unlimited / 110 days'],
    ['Unlimited Lite', 'Unlimited Lite'],
    ['Korea Unlimited', 'Korea Unlimited'],
    ['100 minutes', '100 minutes'],
    ['', 'eSIM'],
    ['10 days', 'eSIM'],
  ];
  for (const [name, shown] of MORE)
    it(`“${name}” reads “${shown}”`, () => {
      expect(sizeOf(unlimited(name), ENGLISH)).to.equal(shown);
    });

  const SIZES: [name: string, dataGb: number, shown: string][] = [
    ['300 MB', 300 / 1024, '300 MB'],
    ['300 MB', 0.3, '300 MB'],
    ['300MB / 3 days', 0.29, '300 MB'],
    ['Japan 300 MB', 0.293, '300 MB'],
    ['512 MB', 0.5, '512 MB'],
    ['Half a gigabyte', 0.5, '500 MB'],
    ['1 GB', 1024 / 1000, '1 GB'],
    ['1,5 GB', 1.46, '1.5 GB'],
    ['1 GB a day', 30, '30 GB'],
    ['5 GB + 500 MB', 5, '5 GB'],
    ['10GB', 10, '10 GB'],
    ['1000 MB', 1, '1 GB'],
  ];
  for (const [name, dataGb, shown] of SIZES)
    it(`“${name}” of ${dataGb} GB is sold as ${shown}`, () => {
      expect(plain(sizeOf(plan(0, { name, dataGb }), ENGLISH))).to.equal(shown);
    });

  for (const [days, shown] of [
    [0, ''],
    [1, '1 day'],
    [30, '30 days'],
  ] as const)
    it(`${days} days are “${shown}”`, () => {
      expect(plain(validityOf(plan(0, { validityDays: days }), ENGLISH))).to.equal(shown);
    });

  it('say nothing of no days, on any element', async () => {
    const sold = plan(0, { validityDays: 0 });
    const elements = [
      Object.assign(new EsimPlanPicker(), { plans: [sold, plan(1)] }),
      Object.assign(new EsimOrderStatus(), { order: purchase('pending', { plan: sold }) }),
      Object.assign(new EsimActivationCard(), { activationCode: '1$a.example$B', plan: sold }),
    ];
    document.body.append(...elements);
    for (const element of elements) {
      await until(() => textOf(element).includes('1 GB'));
      expect(textOf(element), element.localName).not.to.match(/\b0 days|Valid (for )?(·|from)/);
      element.remove();
    }
  });

  it('show what a plan says of fair use before it is chosen', async () => {
    const plans = [plan(0), unlimited('Unlimited / 10 days')];
    plans[1] = { ...(plans[1] as Plan), description: '1 GB a day at full speed, then 1 Mbit/s' };
    const element = Object.assign(new EsimPlanPicker(), { plans, lang: 'ar' });
    document.body.append(element);
    await until(() => textOf(element).includes('بيانات غير محدودة'));
    expect(textOf(element)).to.include('then 1 Mbit/s').and.not.include('Unlimited');
    element.remove();
  });
});

describe('the words for a destination', () => {
  const ENGLISH_TITLES: [destination: string, title: string][] = [
    ['Japan', 'eSIM plans for Japan'],
    ['United States', 'eSIM plans for the United States'],
    ['United Arab Emirates', 'eSIM plans for the United Arab Emirates'],
    ['Netherlands', 'eSIM plans for the Netherlands'],
    ['Cayman Islands', 'eSIM plans for the Cayman Islands'],
    ['Middle East and North Africa', 'eSIM plans for the Middle East and North Africa'],
    ['Europe', 'eSIM plans for Europe'],
    ['Worldwide', 'Global eSIM plans'],
  ];
  for (const [destination, title] of ENGLISH_TITLES)
    it(`in English: ${title}`, () => {
      expect(plansTitle(destination, english)).to.equal(title);
      const label = buyLabel('$9', destination, english);
      expect(label).to.equal(
        destination === 'Worldwide'
          ? 'Buy global eSIM · $9'
          : `${title.replace('eSIM plans', 'Buy eSIM')} · $9`,
      );
    });

  for (const [tag, load] of Object.entries({ ...languages, en: async () => english }))
    it(`in ${tag}: the world is no place in a sentence, a region stands as it is`, async () => {
      const choosing: ChoosingStrings = await load();
      expect(plansTitle(choosing.worldwide, choosing)).to.equal(choosing.plansGlobal);
      expect(buyLabel('$9', choosing.worldwide, choosing)).to.equal(choosing.buyGlobal('$9'));
      expect(choosing.plansGlobal).to.include('eSIM');
      // The name stands after a colon, or in English after a preposition that fits any name.
      for (const text of [plansTitle('Asia-12', choosing), buyLabel('$9', 'Asia-12', choosing)])
        expect(text).to.match(/[:：] *\u2068?Asia-12|for Asia-12/);
      expect(plansTitle(undefined, choosing)).to.equal(choosing.plans);
    });
});
