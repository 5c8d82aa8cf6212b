import type { SandboxStore } from './types.js';

/** Keeps state for as long as the object lives. Hand it to a second sandbox to simulate a restart. */
export function createMemoryStore(): SandboxStore {
  const collections = new Map<string, Map<string, string>>();
  return {
    all: (collection) =>
      [...(collections.get(collection)?.values() ?? [])].map((text): unknown => JSON.parse(text)),
    put(collection, key, value) {
      const documents = collections.get(collection) ?? new Map<string, string>();
      collections.set(collection, documents.set(key, JSON.stringify(value)));
    },
    clear: () => collections.clear(),
    close: () => {},
  };
}
