/** Freezes plain data through and through, so that nobody who is given it can change it for others. */
export function freeze<T>(data: T): T {
  if (typeof data === 'object' && data !== null) {
    Object.freeze(data);
    for (const value of Object.values(data)) freeze(value);
  }
  return data;
}
