import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ProviderEvent } from './payments.js';

/** An older message is a replay. */
const TOLERANCE_SECONDS = 300;

/** `t=<seconds since the epoch>,v1=<HMAC-SHA-256 of "t.body", hex>`: what the provider sends along. */
export function signWebhook(body: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${digest(`${seconds}.${body}`, secret)}`;
}

/**
 * The event, if the provider signed exactly these bytes a short while ago.
 * @param body the bytes as they came: parsed and written anew they would not be what was signed
 */
export function readWebhook(
  body: unknown,
  signature: string | undefined,
  secret: string,
  now = Date.now(),
): ProviderEvent | undefined {
  const [, seconds, given] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? '') ?? [];
  if (!Buffer.isBuffer(body) || seconds === undefined || given === undefined) return undefined;
  if (Math.abs(now / 1000 - Number(seconds)) > TOLERANCE_SECONDS) return undefined;
  const expected = digest(`${seconds}.${body.toString('utf8')}`, secret);
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return undefined;
  return JSON.parse(body.toString('utf8')) as ProviderEvent;
}

const digest = (text: string, secret: string): string =>
  createHmac('sha256', secret).update(text).digest('hex');
