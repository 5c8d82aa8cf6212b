import fc from 'fast-check';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const text = (letters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength });

const label = fc
  .tuple(text(LOWER + DIGITS, 1, 1), text(`${LOWER}${DIGITS}-`, 0, 18), text(LOWER + DIGITS, 1, 1))
  .map((parts) => parts.join(''));
const address = fc.array(label, { minLength: 2, maxLength: 5 }).map((labels) => labels.join('.'));
const matchingId = text(`${LOWER}${LOWER.toUpperCase()}${DIGITS}-`, 0, 40);
const tail = fc.constantFrom('', '$', '$$1', '$1.3.6.1.4.1.31746', '$1.3.6.1.4.1.31746$1');

/** Valid activation codes of every form in the grammar. They are the same in every run. */
export function activationCodes(count: number): string[] {
  return fc.sample(
    fc.tuple(address, matchingId, tail).map(([host, id, rest]) => `LPA:1$${host}$${id}${rest}`),
    { numRuns: count, seed: 20_240_601 },
  );
}
