const UNITS: readonly (readonly [unit: string, seconds: number])[] = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** Formats seconds in their two largest units: "2 min, 5 sec". */
export function formatElapsed(seconds: number, locale: string): string {
  let rest = Math.max(0, Math.floor(seconds));
  const first = Math.max(
    UNITS.findIndex(([, size]) => rest >= size),
    rest === 0 ? UNITS.length - 1 : 0,
  );
  const parts: string[] = [];
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const value = Math.floor(rest / size);
    rest %= size;
    if (value > 0 || parts.length === 0)
      parts.push(
        new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value),
      );
  }
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(parts);
}

/** Formats an ISO 8601 time as a date; empty text if it is not a time. */
export function formatDate(iso: string, locale: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time)
    ? ''
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(time);
}
