import { raceAbort } from '../core/clock.js';
import type { Locks } from '../core/purchase/environment.js';

/** By name, the end of everything that waits. A page has one, whatever elements it has. */
const queues = new Map<string, Promise<unknown>>();

/** Turns among the elements of one page: it needs no browser's help for that. */
export const pageLocks: Locks = {
  run(name, signal, task) {
    const before = queues.get(name) ?? Promise.resolve();
    const turn = raceAbort(signal, () => before).then(task);
    // Who gives up waiting lets nobody pass those before it.
    const end = before.then(() => turn).catch(() => undefined);
    queues.set(name, end);
    void end.then(() => queues.get(name) === end && queues.delete(name));
    return turn;
  },
};

/**
 * Web Locks. Where there are none (an insecure page, a sandboxed frame) the elements of the page take turns among
 * themselves; among pages the reference alone protects.
 */
export const browserLocks: Locks = {
  async run(name, signal, task) {
    const locks = navigator.locks as LockManager | undefined;
    if (typeof locks?.request !== 'function') return pageLocks.run(name, signal, task);
    let running = false;
    const run = () => {
      running = true;
      return task();
    };
    try {
      return await locks.request(name, { signal }, run);
    } catch (error) {
      // A frame with an opaque origin has the object but may not use it.
      if (running || signal.aborted) throw error;
      return pageLocks.run(name, signal, task);
    }
  },
};
