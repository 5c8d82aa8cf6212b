import type { UseStore } from 'idb-keyval';
import { type Clock, withTimeout } from './clock.js';

const DATABASE = 'esim-checkout';
const STORE = 'keyval';
/**
 * The timeout of opening the database, in ms. Another tab may block it, or the browser may never answer. A purchase
 * must not wait for that.
 */
const OPEN_TIMEOUT_MS = 3000;
/** After the database did not open, calls fail at once for this time, in ms. They do not wait again. */
const REST_MS = 10_000;
/** The errors of a closed or broken connection. */
const BROKEN = ['InvalidStateError', 'UnknownError', 'AbortError', 'NotFoundError'];

/**
 * Opens the element's own database as a store for idb-keyval. Writes ask for strict durability, which idb-keyval's
 * own store does not support. Each call reopens a closed or broken connection once.
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
        // A connection that opens after the timeout is used from now on.
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
      // A connection that does not answer is dropped as well, but the call does not wait a second time.
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
