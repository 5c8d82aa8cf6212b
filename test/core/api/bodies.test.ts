import { expect } from '@open-wc/testing';
import { productBody, readList, readOne, variantBody } from '../../../src/core/api/bodies.js';
import { orderBody } from '../../../src/core/api/order-body.js';
import { variant } from '../../support/samples.js';

const product = { id: 1, name: 'Japan', country_code: 'JPN', currency_code: 'USD', image_url: '' };

describe('the shapes of the API', () => {
  for (const [what, wrap] of [
    ['bare', (body: unknown) => body],
    ['in data', (body: unknown) => ({ data: body })],
    ['in data with success', (body: unknown) => ({ success: true, data: body })],
  ] as const) {
    it(`are read ${what}`, () => {
      expect(readOne(productBody, wrap(product))).to.include({ id: 1, name: 'Japan' });
      expect(readList(variantBody, wrap([variant, variant]))).to.have.length(2);
      expect(readOne(orderBody, wrap({ id: 7, status: 'PENDING' }))).to.include({ id: 7 });
    });
  }

  it('ignore fields that nobody knows', () => {
    const read = readOne(variantBody, { ...variant, client_discount: 5, x: {} });
    expect(read).to.deep.equal(readOne(variantBody, variant));
    expect(read).to.include(variant);
  });

  it('leave out the entries of a list that cannot be read, not the list', () => {
    const odd = [null, 7, 'text', {}, { ...variant, amount: '4.50' }, { ...variant, id: 3 }];
    expect(readList(variantBody, odd)?.map(({ id }) => id)).to.deep.equal([3]);
  });

  for (const body of [undefined, null, {}, 'text', 7, { data: {} }, { data: null }]) {
    it(`are no list: ${JSON.stringify(body)}`, () => {
      expect(readList(variantBody, body)).to.equal(undefined);
    });
  }

  it('need nothing of a product but its id', () => {
    for (const name of [null, 7, undefined])
      expect(readOne(productBody, { id: 1, name, country_code: name })).to.include({ id: 1 });
    expect(readOne(productBody, { ...product, id: '1' })).to.equal(undefined);
  });

  for (const field of ['id', 'amount'] as const) {
    it(`need a variant’s ${field}`, () => {
      const { [field]: _, ...rest } = variant;
      expect(readOne(variantBody, rest)).to.equal(undefined);
    });
  }

  it('need nothing of an order but its id', () => {
    expect(readOne(orderBody, { id: 7 })).to.include({ id: 7, status: 'UNKNOWN' });
    expect(readOne(orderBody, { status: 'DELIVERED' })).to.equal(undefined);
  });

  it('read a detail of the wrong type as absent, so that a paid order is not lost to it', () => {
    const order = readOne(orderBody, {
      id: 7,
      status: 4,
      client_reference: {},
      activation_code: 12,
      iccid: 8_944_500_000_000,
      activation_status: [],
      is_installed: 'yes',
      installed_at: 0,
      failure_code: null,
      is_user_fixable: 'true',
    });
    expect(order).to.include({ id: 7, status: 'UNKNOWN' });
    expect(Object.values(order ?? {}).filter((value) => value !== undefined)).to.have.length(2);
  });

  it('read a number that is too large for a number as absent', () => {
    const row = (field: string) => JSON.parse(`{"id":1,"amount":2,"${field}":1e999}`);
    for (const field of ['data_amount_gb', 'validity_days'])
      expect(readOne(variantBody, row(field))).to.include({ [field]: 0 });
    for (const field of ['id', 'amount'])
      expect(readOne(variantBody, row(field))).to.equal(undefined);
  });

  it('read the same where a page has added to every object', () => {
    const prototype = Object.prototype as { extend?: () => void };
    prototype.extend = () => undefined;
    try {
      expect(readOne(productBody, product)).to.include({ id: 1, name: 'Japan' });
      expect(readOne(orderBody, { id: 7 })).to.include({ id: 7, status: 'UNKNOWN' });
    } finally {
      delete prototype.extend;
    }
  });
});
