type Known<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };
type Unknown<T> = {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Copies an object without its `undefined` entries. */
export function defined<T extends object>(entries: T): Known<T> & Unknown<T> {
  const known = Object.entries(entries).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as Known<T> & Unknown<T>;
}
