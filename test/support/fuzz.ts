import fc from 'fast-check';

/** Wrong values that any field may have. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    Number.POSITIVE_INFINITY,
    1e-7,
    '<b>',
    '‮',
    '__proto__',
    [],
    {},
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** A valid value most of the time, so that a whole shape is often almost right. */
const mostly = <T>(sound: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: sound as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: odd },
  );

const id = mostly(fc.integer({ min: 1, max: 9_999_999 }));
const text = mostly(fc.string({ maxLength: 20 }));
const amount = mostly(fc.double({ min: 0, max: 500, noNaN: true }));
const time = mostly(fc.constant('2026-05-01T08:00:00Z'));

function shape(
  fields: Record<string, fc.Arbitrary<unknown>>,
  required: string[] = [],
): fc.Arbitrary<unknown> {
  const optional = fc.record(fields, { requiredKeys: required });
  return fc.oneof(
    { weight: 9, arbitrary: optional as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: odd },
  );
}

export const variant = shape(
  {
    id,
    esim_product_id: id,
    name: text,
    description: text,
    currency_code: mostly(fc.constantFrom('USD', 'EUR', 'JPY')),
    amount,
    data_amount_gb: mostly(fc.constantFrom(0, 1, 3, 0.5)),
    validity_days: mostly(fc.constantFrom(1, 7, 30)),
    client_discount: amount,
  },
  ['id', 'name', 'amount', 'validity_days'],
);

/** @param own its `id` most of the time */
export const productWith = (own: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  shape(
    {
      id: mostly(own),
      name: text,
      country_code: mostly(fc.constantFrom('JPN', 'FRA', 'GLO', 'XEU')),
      currency_code: mostly(fc.constantFrom('USD', 'EUR')),
      image_url: mostly(fc.webUrl()),
      variants: mostly(fc.array(variant, { maxLength: 4 })),
    },
    ['id', 'name', 'country_code'],
  );
export const product = productWith(fc.integer({ min: 1, max: 9_999_999 }));

const STATUSES = ['PENDING', 'DELIVERED', 'FAILED', 'CANCELLED', 'ON_HOLD'];

/** @param reference its `client_reference` most of the time */
export function orderFor(
  reference: string,
  statuses = STATUSES,
  required = ['id'],
): fc.Arbitrary<unknown> {
  return shape(
    {
      id,
      client_reference: mostly(fc.constant(reference)),
      status: mostly(fc.constantFrom(...statuses)),
      product_name: text,
      country_code: text,
      data_amount_gb: amount,
      validity_days: amount,
      amount,
      currency: text,
      activation_code: mostly(fc.constant('LPA:1$rsp.example.com$FUZZ-TOKEN')),
      iccid: mostly(fc.constant('8944500000000000001')),
      activation_status: mostly(fc.constantFrom('NOT_INSTALLED', 'ACTIVE', 'EXPIRED')),
      is_installed: mostly(fc.boolean()),
      installed_at: time,
      activated_at: time,
      failure_code: text,
      failure_reason: text,
      is_user_fixable: mostly(fc.boolean()),
      transaction_id: text,
      created_at: time,
    },
    required,
  );
}
export const order = orderFor('r');

export const listOf = (entry: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(entry, { maxLength: 5 }) as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: odd },
  );

const wrapped = (body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.integer({ min: 0, max: 2 }), body)
    .map(([style, data]) =>
      style === 0 ? data : style === 1 ? { data } : { success: true, data },
    );

/** The text of a body: JSON, truncated JSON, or anything. `1e400` stays a number in it. */
const bodies = (body: fc.Arbitrary<unknown>): fc.Arbitrary<string> => {
  const whole = wrapped(body).map(
    (value) =>
      JSON.stringify(value, (_key, each) => (each === Number.POSITIVE_INFINITY ? '∞' : each)) ?? '',
  );
  return fc.oneof(
    { weight: 14, arbitrary: whole.map((each) => each.replaceAll('"∞"', '1e400')) },
    { weight: 1, arbitrary: whole.map((each) => each.slice(0, each.length / 2)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  );
};

/** Whole answers: body, status and the headers that the client reads. */
export function answers(
  body: fc.Arbitrary<unknown>,
  statuses = [...Array(12).fill(200), 201, 400, 403, 404, 418, 429, 500, 503],
): fc.Arbitrary<Response> {
  const header = (values: string[]) => fc.option(fc.constantFrom(...values));
  return fc
    .record({
      text: bodies(body),
      status: fc.constantFrom<number>(...statuses),
      more: header(['true', 'false', 'yes', '']),
      retryAfter: header(['3', '-1', 'soon', 'Fri, 01 May 2026 08:01:00 GMT']),
      requestId: header(['req-1', '']),
    })
    .map(({ text: given, status, more, retryAfter, requestId }) => {
      const headers = new Headers();
      if (more !== null) headers.set('X-Has-More', more);
      if (retryAfter !== null) headers.set('Retry-After', retryAfter);
      if (requestId !== null) headers.set('X-Request-Id', requestId);
      return new Response(given, { status, headers });
    });
}

export const tokenAnswer: fc.Arbitrary<unknown> = wrapped(
  fc.oneof(
    odd,
    shape({
      access_token: mostly(fc.constantFrom('abc', 'x.eyJleHAiOjF9.y', 'x.!.y', '')),
      token: mostly(fc.constantFrom('abc', 'a b')),
      access_expires_at: mostly(
        fc.constantFrom<unknown>('2026-05-01T09:00:00Z', 1_777_626_000, 'x'),
      ),
      expires_in: mostly(fc.constantFrom(3600, 0, -5)),
    }),
  ),
);
