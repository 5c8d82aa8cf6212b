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
    const { href } = new URL('sw.js', base);
    const options = { scope: base.href, updateViaCache: 'none' } as const;
    // Where workers are blocked, there may be no error and no registration.
    const registration = (await workers.register(trusted(href), options)) as
      | ServiceWorkerRegistration
      | undefined;
    if (registration === undefined) return undefined;
    const started = await Promise.race([controlled(workers, registration, href), wait(START_MS)]);
    if (started !== true) return undefined;
    setInterval(() => registration.active?.postMessage('busy'), BUSY_MS);
    return registration;
  } catch {
    return undefined;
  }
}

/** Asks the worker to keep the demo's files. @returns whether the demo works without network from now on */
export function keepFiles({ active }: ServiceWorkerRegistration): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    active?.postMessage('keep', [port2]);
  });
}

/** Resolves when the worker with this script answers for the page. A worker of the whole site may do so before. */
function controlled(
  workers: ServiceWorkerContainer,
  { active }: ServiceWorkerRegistration,
  href: string,
): Promise<true> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (workers.controller?.scriptURL === href) resolve(true);
    };
    workers.addEventListener('controllerchange', look);
    look();
    // A new worker claims the page by itself. A page that was loaded past it, by a reload with Shift, has to ask.
    active?.postMessage('claim');
  });
}

function trusted(url: string): string {
  const { trustedTypes } = window as { trustedTypes?: ScriptPolicies };
  const policy = trustedTypes?.createPolicy('esim-demo', { createScriptURL: (address) => address });
  return policy?.createScriptURL(url) ?? url;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
