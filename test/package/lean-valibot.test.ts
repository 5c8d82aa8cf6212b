import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { build, type Rollup } from 'vite';
import { leanValibot } from '../../scripts/vite/lean-valibot.js';
import * as orders from '../../src/core/api/order-schema.js';
import * as schemas from '../../src/core/api/schemas.js';

const src = (path: string): string =>
  fileURLToPath(new URL(`../../src/core/api/${path}`, import.meta.url));

async function lean<Module>(path: string): Promise<Module> {
  const [output] = (await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [leanValibot()],
    build: { lib: { entry: src(path), formats: ['es'] }, write: false },
  })) as Rollup.RollupOutput[];
  const code = output?.output[0].code ?? '';
  assert.ok(!code.includes('~standard'), 'nothing was left out');
  return import(`data:text/javascript,${encodeURIComponent(code)}`) as Promise<Module>;
}

interface Entry {
  type: string;
  wrapped?: Entry;
  entries?: Record<string, Entry>;
}

/** What a field should be, mostly. */
function field({ type, wrapped, entries }: Entry): fc.Arbitrary<unknown> {
  if (wrapped) return field(wrapped);
  const right: Record<string, fc.Arbitrary<unknown>> = {
    string: fc.string(),
    number: fc.double({ noNaN: true }),
    boolean: fc.boolean(),
    unknown: fc.anything(),
  };
  const odd = fc.oneof(
    fc.constantFrom(null, undefined, true, Number.NaN, [], {}),
    fc.string(),
    fc.double(),
  );
  const arbitrary = entries ? record(entries) : (right[type] ?? fc.anything());
  return fc.oneof({ weight: 12, arbitrary }, odd);
}

function record(entries: Record<string, Entry>): fc.Arbitrary<unknown> {
  const names = Object.keys(entries);
  const fields = Object.fromEntries(names.map((name) => [name, field(entries[name] as Entry)]));
  return fc.oneof(
    { weight: 3, arbitrary: fc.record(fields) },
    fc.record(fields, { requiredKeys: [] }),
  );
}

/** Bodies that are nearly right: each field is what it should be, something else, or missing. */
function bodies(schema: { entries: object }): fc.Arbitrary<unknown> {
  const entries = schema.entries as Record<string, Entry>;
  const body = fc.oneof({ weight: 9, arbitrary: record(entries) }, fc.anything());
  return fc.oneof(
    body,
    body.map((data) => ({ data })),
    fc.array(body),
  );
}

test('the lean valibot reads every body as the whole library does', async () => {
  const [leanSchemas, leanOrders] = await Promise.all([
    lean<typeof schemas>('schemas.ts'),
    lean<typeof orders>('order-schema.ts'),
  ]);
  const pairs = [
    [schemas.productSchema, leanSchemas.productSchema],
    [schemas.variantSchema, leanSchemas.variantSchema],
    [schemas.errorSchema, leanSchemas.errorSchema],
    [schemas.tokenSchema, leanSchemas.tokenSchema],
    [orders.orderSchema, leanOrders.orderSchema],
  ] as const;
  for (const [whole, leaner] of pairs) {
    const readable = { one: 0, not: 0 };
    fc.assert(
      fc.property(bodies(whole), (body) => {
        const one = schemas.readOne(whole, body);
        readable[one === undefined ? 'not' : 'one'] += 1;
        assert.deepEqual(leanSchemas.readOne(leaner, body), one);
        assert.deepEqual(leanSchemas.readList(leaner, body), schemas.readList(whole, body));
      }),
      { numRuns: 3000 },
    );
    assert.ok(readable.one > 30 && readable.not > 30, JSON.stringify(readable));
  }
});
