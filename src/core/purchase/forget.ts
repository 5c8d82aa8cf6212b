import type { Environment } from './environment.js';

/** Deletes one purchase, or all of a customer's, here and in other tabs. @returns the references that are gone */
export async function forget(
  { journal, channel }: Pick<Environment, 'journal' | 'channel'>,
  reference?: string,
): Promise<string[]> {
  const gone =
    reference === undefined
      ? (await journal.list()).map((record) => record.reference)
      : [reference];
  await journal.forget(reference);
  for (const each of gone) channel.post({ type: 'forgotten', reference: each });
  return gone;
}
