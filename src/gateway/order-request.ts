import * as v from 'valibot';
import { invalid } from './errors.js';

const LONGEST_REFERENCE = 255;

const wallet = v.union([
  v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,64}$/)),
]);

const orderRequest = v.object({
  product_id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  amount: v.pipe(v.number(), v.finite(), v.minValue(0)),
  quantity: v.literal(1),
  client_reference: v.pipe(v.string(), v.regex(/^[\x20-\x7e]+$/)),
  wallet_id: v.optional(wallet),
});
export type OrderRequest = v.InferOutput<typeof orderRequest>;

const RULES: Readonly<Record<string, string>> = {
  product_id: 'product_id must be a positive integer',
  amount: 'amount must be a number',
  quantity: 'quantity must be 1',
  client_reference: 'client_reference must be printable ASCII characters',
  wallet_id: 'wallet_id must be an integer or a short text',
};

/**
 * The order a body asks for. Only what is read here goes to the API: keys that come twice, or that nobody knows,
 * reach nobody.
 * @param prefix the tag that will go before the reference
 * @throws Refusal 400
 */
export function readOrderRequest(text: string, prefix: string): OrderRequest {
  const { output, issues } = v.safeParse(orderRequest, parsed(text));
  if (issues) {
    const field = String(issues[0].path?.[0]?.key);
    throw invalid((Object.hasOwn(RULES, field) && RULES[field]) || 'The body must be an order');
  }
  checkLength(output.client_reference, prefix);
  return output;
}

/** @throws Refusal 400 where the API would not take the reference with its tag */
export function checkLength(reference: string, prefix: string): void {
  const most = LONGEST_REFERENCE - prefix.length;
  if (reference.length > most) {
    throw invalid(`client_reference must not be longer than ${most} characters`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('The body must be a JSON object');
  }
}
