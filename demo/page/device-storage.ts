import { clear, createStore } from 'idb-keyval';

/** Empties the element's database: purchases and cached catalogue. Its pages must be closed. */
export async function emptyDevice(): Promise<void> {
  await clear(createStore('esim-checkout', 'keyval')).catch(() => undefined);
}
