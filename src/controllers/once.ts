/**
 * Loads once and shares the result. Loads again after a failure. (`import()` of a module that is loaded already still
 * resolves too late for the next frame.)
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

/** A part of the element that is in its own chunk. */
export const part = <T>(load: () => Promise<T>): (() => Promise<T>) =>
  once(() => load().catch(fromElsewhere));

let attempts = 0;

/**
 * Firefox does not fetch a module again from a URL at which a fetch has failed. A query makes it another URL. The
 * browser would check no hash there. So where the page has hashes of modules in an import map, it has to be loaded again.
 */
function fromElsewhere(error: Error) {
  const [, address] = /module: (http\S+)/.exec(error.message) ?? [];
  const maps = [...document.scripts].filter(({ type }) => type === 'importmap');
  if (!address || maps.some(({ text }) => /"integrity"/.test(text))) throw error;
  attempts += 1;
  return import(/* @vite-ignore */ /* webpackIgnore: true */ `${address}?${attempts}`);
}
