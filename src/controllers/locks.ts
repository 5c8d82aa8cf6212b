import { raceAbort } from '../core/clock.js';
import type { Locks } from '../core/purchase/environment.js';

/**
 * The queues of the page by name: each value settles when all its turns have ended. All elements of the page share
 * them.
 */
const queues = new Map<string, Promise<unknown>>();

/** Locks among the elements of one page. They work without Web Locks. */
export const pageLocks: Locks = {
  run(name, signal, task) {
    const before = queues.get(name) ?? Promise.resolve();
    const turn = raceAbort(signal, () => before).then(task);
    // If a waiter is aborted, the next one still waits for those before it.
    const end = before.then(() => turn).catch(() => undefined);
    queues.set(name, end);
    void end.then(() => queues.get(name) === end && queues.delete(name));
    return turn;
  },
};

/**
 * Web Locks. If the browser has none (an insecure page, a sandboxed frame), only the elements of one page take turns.
 * Among pages, the shared reference alone prevents a double debit.
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
