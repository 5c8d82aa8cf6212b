import { english } from '../i18n/en.js';
import type { Strings } from '../i18n/strings.js';
import { kindOf, objectOf } from './host-options.js';
import type { Mistakes } from './mistakes.js';

type Text = string | readonly string[] | ((...given: never[]) => string);
type Texts = Readonly<Record<string, Text>>;

/** Whether a loader's answer holds texts. A module object that wraps them does not. */
export const isTexts = (value: unknown): boolean =>
  Object.keys(english).some((key) => Object.hasOwn(Object(value), key));

const shapeOf = (text: unknown): string =>
  Array.isArray(text) && text.every((each) => typeof each === 'string') ? 'a list' : kindOf(text);

/**
 * Replaces texts of our English. For each text, the first of `given` that has it wins. A text of the wrong kind is
 * reported and left out. If a function throws or returns no text, that is reported and ours is used.
 */
export function merged<T extends Partial<Strings>>(
  base: T,
  given: readonly (readonly [name: string, texts: Partial<Strings> | undefined])[],
  mistakes: Mistakes,
): T {
  const result: Record<string, Text> = { ...(base as Texts) };
  for (const [name, texts] of [...given].reverse())
    try {
      const own = objectOf<Texts>(name, texts as Texts | undefined, mistakes);
      for (const [key, ours] of Object.entries(result)) {
        const text = own[key];
        if (text === undefined || text === null) continue;
        if (shapeOf(text) === shapeOf(ours))
          result[key] = safe(text, ours, `${name}.${key}`, mistakes);
        else mistakes.tell(`${name}.${key} must be ${shapeOf(ours)}, not ${kindOf(text)}.`);
      }
    } catch (cause) {
      mistakes.tell(`${name} threw an error: ours is shown.`, cause);
    }
  return result as T;
}

function safe(text: Text, ours: Text, name: string, mistakes: Mistakes): Text {
  if (typeof text !== 'function' || typeof ours !== 'function') return text;
  return (...given) => {
    try {
      const said: unknown = text(...given);
      if (typeof said === 'string') return said;
      mistakes.tell(`${name} must return text, not ${kindOf(said)}.`);
    } catch (cause) {
      mistakes.tell(`${name} threw an error: ours is shown.`, cause);
    }
    return ours(...given);
  };
}
