/** One deliberate fault: `from`, which occurs exactly once in `file`, becomes `to`. */
export interface Fault {
  name: string;
  /** The path, relative to the project's root. */
  file: string;
  from: string;
  to: string;
  /** What goes wrong with this fault. */
  why: string;
  /** Why nothing can tell the difference, where that is so. */
  same?: string;
}

/** The faults of one file, each as name, from, to, why and, where it makes no difference, the reason. */
export function faultsOf(
  file: string,
  faults: readonly (readonly [
    name: string,
    from: string,
    to: string,
    why: string,
    same?: string,
  ])[],
): Fault[] {
  return faults.map(([name, from, to, why, same]) => ({
    ...{ name, file, from, to, why },
    ...(same === undefined ? {} : { same }),
  }));
}
