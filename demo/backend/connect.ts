/** What answers the page's requests to its gateway and to the simulated API. */
export interface Backend {
  /** `server`: the Node server of `npm start`. `worker`: a service worker. `page`: the page itself. */
  readonly kind: 'server' | 'worker' | 'page';
  /** Empties the simulated API and the gateway's cache. The element keeps its own purchases. */
  reset(): Promise<void>;
}

/** Where the control of the simulated API is, relative to the page: `${CONTROL}/scenario` and so on. */
export const CONTROL = './octopus/sandbox/control';

/** Finds or starts the backend. Await it before the first request and before the element is defined. */
export async function connectBackend(): Promise<Backend> {
  return { kind: 'server', reset };
}

async function reset(): Promise<void> {
  const answer = await fetch(`${CONTROL}/reset`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The reset failed with HTTP ${answer.status}.`);
}
