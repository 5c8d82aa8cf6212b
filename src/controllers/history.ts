/** The number of entries that a log keeps: the latest. */
const LONGEST = 50;

/** Adds an entry to a log, and drops the oldest of a full one. */
export function note<T>(log: T[], entry: T): T {
  if (log.push(entry) > LONGEST) log.shift();
  return entry;
}
