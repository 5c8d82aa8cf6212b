/** How long a worker may take to start once it is there. */
const START_MS = 8000;
/** A browser ends a worker that has had nothing to do for half a minute. */
const BUSY_MS = 20_000;

/** The part of Trusted Types that a worker's address needs. */
interface ScriptPolicies {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/**
 * Registers the service worker and waits until it answers for this page.
 * @returns its registration; `undefined` where service workers cannot be had
 */
export async function connectWorker(base: URL): Promise<ServiceWorkerRegistration | undefined> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (workers === undefined || !/^https?:$/.test(base.protocol)) return undefined;
  try {
    const options = { scope: base.href, updateViaCache: 'none' } as const;
    // Where workers are blocked, there may be no error and no registration.
    const registration = (await workers.register(trusted(new URL('sw.js', base).href), options)) as
      | ServiceWorkerRegistration
      | undefined;
    if (registration === undefined) return undefined;
    const started = await Promise.race([controlled(workers), wait(START_MS)]);
    if (started !== true) return undefined;
  } catch {
    return undefined;
  }
  setInterval(() => workers.controller?.postMessage('busy'), BUSY_MS);
  return workers.ready;
}

/** Asks the worker to keep the demo's files. @returns whether the demo works without network from now on */
export function keepFiles({ active }: ServiceWorkerRegistration): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    active?.postMessage('keep', [port2]);
  });
}

async function controlled(workers: ServiceWorkerContainer): Promise<true> {
  if (workers.controller !== null) return true;
  const changed = new Promise((resolve) =>
    workers.addEventListener('controllerchange', resolve, { once: true }),
  );
  // A page that was loaded past the worker, by a reload with Shift, is not claimed by itself.
  const { active } = await workers.ready;
  if (workers.controller === null) active?.postMessage('claim');
  await changed;
  return true;
}

function trusted(url: string): string {
  const { trustedTypes } = window as { trustedTypes?: ScriptPolicies };
  const policy = trustedTypes?.createPolicy('esim-demo', { createScriptURL: (address) => address });
  return policy?.createScriptURL(url) ?? url;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
