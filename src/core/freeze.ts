/** Freezes plain data deeply. Elements and the host share the data, and none of them may change it for the others. */
export function freeze<T>(data: T): T {
  if (typeof data === 'object' && data !== null) {
    Object.freeze(data);
    for (const value of Object.values(data)) freeze(value);
  }
  return data;
}
