import type { UseStore } from 'idb-keyval';
import { type Clock, withTimeout } from './clock.js';

const DATABASE = 'esim-checkout';
const STORE = 'keyval';
/** An open that is blocked by another tab, or that a browser never answers, must not hold up a purchase. */
const OPEN_TIMEOUT_MS = 3000;
/** After a database did not open, calls fail at once for this long rather than waiting again. */
const REST_MS = 10_000;
/** What a connection that has closed or failed says. */
const BROKEN = ['InvalidStateError', 'UnknownError', 'AbortError', 'NotFoundError'];

/**
 * The element's own database in the form idb-keyval takes. Writes ask for strict durability, which
 * idb-keyval's own store cannot; a connection that has closed or failed is opened anew, once a call.
 */
export function openStore(factory: IDBFactory | undefined, clock: Clock): UseStore {
  let connection: Promise<IDBDatabase> | undefined;
  let restUntil = 0;

  const connect = (): Promise<IDBDatabase> => {
    const rest = restUntil - clock.now();
    if (rest > 0 && rest <= REST_MS) throw new DOMException('', 'TimeoutError');
    const opening = (): Promise<IDBDatabase> =>
      open(factory).then((database) => {
        const drop = () => {
          connection = undefined;
        };
        database.onclose = drop;
        database.onversionchange = () => {
          database.close();
          drop();
        };
        // One that comes late is used from now on.
        restUntil = 0;
        connection ??= Promise.resolve(database);
        return database;
      });
    connection ??= withTimeout(clock, OPEN_TIMEOUT_MS, undefined, opening).catch(
      (error: unknown) => {
        connection = undefined;
        restUntil = clock.now() + REST_MS;
        throw error;
      },
    );
    return connection;
  };

  return async (mode, use) => {
    const run = async () => {
      const database = await connect();
      const transaction = database.transaction(STORE, mode, { durability: 'strict' });
      return withTimeout(clock, OPEN_TIMEOUT_MS, undefined, async () =>
        use(transaction.objectStore(STORE)),
      );
    };
    try {
      return await run();
    } catch (error) {
      const name = error instanceof DOMException ? error.name : '';
      const broken = BROKEN.includes(name);
      // One that does not answer is given up as well, though not waited for twice.
      if (broken || name === 'TimeoutError') connection = undefined;
      if (!broken) throw error;
      restUntil = 0;
      return run();
    }
  };
}

function open(factory: IDBFactory | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (!factory) throw new DOMException('', 'NotSupportedError');
    const request = factory.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
