/** An attribute that is missing or empty is not set. */
export const given = (value: string | null): string | undefined => value || undefined;

/** Frameworks set `null` for nothing, and a number for what looks like one. */
export const textOf = (value: string | undefined): string | undefined =>
  ['number', 'bigint'].includes(typeof value) ? String(value) : (value ?? undefined);
