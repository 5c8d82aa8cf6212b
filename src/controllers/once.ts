/**
 * Loads once for all who ask, and anew after it failed. (`import()` itself, though it has been asked before, answers too
 * late for the next frame.)
 */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** A part of ours in a chunk of its own. */
export const part = <T>(load: () => Promise<T>): (() => Promise<T>) =>
  once(() => load().catch(fromElsewhere));

let attempts = 0;

/** Firefox never again fetches a module from an address at which it has failed: a query makes it another one. */
function fromElsewhere(error: Error) {
  const [, address] = /module: (http\S+)/.exec(error.message) ?? [];
  if (!address) throw error;
  attempts += 1;
  return import(/* @vite-ignore */ /* webpackIgnore: true */ `${address}?${attempts}`);
}
