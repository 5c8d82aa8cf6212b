/** An attribute that is missing or empty counts as not set. */
export const given = (value: string | null): string | undefined => value || undefined;

/** A property as text. Frameworks set `null` for no value, and a number for text that looks like one. */
export const textOf = (value: string | undefined): string | undefined =>
  ['number', 'bigint'].includes(typeof value) ? String(value) : (value ?? undefined);
