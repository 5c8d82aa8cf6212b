import { get } from 'idb-keyval';
import { baseOf } from '../../controllers/client-controller.js';
import { sharedStore } from '../../controllers/client-pool.js';
import type { Mistakes } from '../../controllers/mistakes.js';
import type { PhaseReporter } from '../../controllers/phase-reporter.js';
import type { LoggedRequest } from '../../controllers/request-log.js';
import { VERSION } from '../../core/about.js';
import { defined } from '../../core/defined.js';
import { purchasesKey } from '../../core/purchase/key.js';
import type { ErrorCode, Phase, Purchase } from '../../core/types.js';
import type { EsimCheckout } from './esim-checkout.js';

/**
 * What a partner sends to support: plain data for `JSON.stringify()`. Each `at` is in ms since `page.openedAt`. It holds no
 * activation code, no ICCID, no token, and the reference of no purchase but the shown one.
 */
export interface Diagnostics {
  /** The version of this package. */
  version: string;
  /** When this was made: ISO 8601, by the device's clock. */
  madeAt: string;
  page: {
    /** ISO 8601. */
    openedAt: string;
    userAgent: string;
    online: boolean;
    visible: boolean;
    /** In a frame of another page. */
    framed: boolean;
    /** Whether the browser has what only a secure page gets. */
    secure: boolean;
    locks: boolean;
    channel: boolean;
  };
  settings: {
    /** Without credentials and query. */
    apiBase?: string;
    tokenFrom: 'endpoint' | 'function' | 'nothing';
    country?: string;
    productId?: number;
    requirePayment: boolean;
    retailPrices: boolean;
    /** Whether they are set. Their values are not told. */
    customer: boolean;
    walletId: boolean;
    /** BCP 47, as the page has it. */
    lang?: string;
  };
  phases: { phase: Phase; at: number }[];
  /** The latest 50. The id of an order is `{id}`. */
  requests: {
    method: string;
    /** Below `api-base`, without the query. Your token endpoint is `token-endpoint`. */
    path: string;
    at: number;
    /** Missing while the answer is awaited. */
    ms?: number;
    /** The HTTP status; missing if there was no answer. */
    status?: number;
    /** The API's `X-Request-Id`. */
    requestId?: string;
  }[];
  /** The latest 50. */
  errors: { code: ErrorCode; message: string; at: number; status?: number; requestId?: string }[];
  storage: {
    /** `ok`, or the name of the error with which IndexedDB failed. */
    database: string;
    /** Whether the browser has promised not to evict it; missing if it does not say. */
    persisted?: boolean;
    /** In bytes. */
    usage?: number;
    quota?: number;
    /** How many of this customer's purchases are stored, by phase; missing if they cannot be read. */
    purchases?: Partial<Record<Phase, number>>;
  };
  /** The shown purchase. */
  purchase?: Pick<Purchase, 'reference' | 'phase'> & { orderId?: number; failureCode?: string };
}

/** Collects the diagnostics of an element. Never rejects. */
export async function diagnose(
  element: EsimCheckout,
  { requests }: { requests: readonly LoggedRequest[] },
  { history: phases }: PhaseReporter,
  { history: errors }: Mistakes,
): Promise<Diagnostics> {
  const { purchase } = element.state;
  return defined({
    version: VERSION,
    madeAt: new Date().toISOString(),
    page: pageOf(element.ownerDocument),
    settings: settingsOf(element),
    phases: phases.map(({ phase, at }) => ({ phase, at: Math.round(at) })),
    requests: requests.map((request) => requestOf(request, element)),
    errors: errors.map(({ error: { code, message, facts }, at }) =>
      defined({
        code,
        message,
        at: Math.round(at),
        status: facts.status,
        requestId: facts.requestId,
      }),
    ),
    storage: await storageOf(element),
    purchase:
      purchase &&
      defined({
        reference: purchase.reference,
        phase: purchase.phase,
        orderId: purchase.orderId,
        failureCode: purchase.failure?.code,
      }),
  });
}

function pageOf({ visibilityState, defaultView }: Document): Diagnostics['page'] {
  return {
    openedAt: new Date(performance.timeOrigin).toISOString(),
    userAgent: navigator.userAgent,
    online: navigator.onLine,
    visible: visibilityState === 'visible',
    framed: defaultView !== defaultView?.parent,
    secure: isSecureContext,
    locks: 'locks' in navigator,
    channel: 'BroadcastChannel' in globalThis,
  };
}

function settingsOf(element: EsimCheckout): Diagnostics['settings'] {
  const { getToken, tokenEndpoint, country, productId, requirePayment, customer } = element;
  const tokenFrom: Diagnostics['settings']['tokenFrom'] = getToken
    ? 'function'
    : tokenEndpoint
      ? 'endpoint'
      : 'nothing';
  return defined({
    apiBase: placeOf(baseOf(element.apiBase)),
    tokenFrom,
    country,
    productId,
    requirePayment,
    retailPrices: element.priceOf !== undefined,
    customer: customer !== '',
    walletId: element.walletId !== undefined,
    lang: element.closest<HTMLElement>('[lang]')?.lang,
  });
}

/** A page may have a secret in any other part of a URL. */
function placeOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function requestOf(
  { method, url, at, ms, status, requestId }: LoggedRequest,
  { apiBase }: EsimCheckout,
): Diagnostics['requests'][number] {
  const base = baseOf(apiBase) ?? '';
  // A gateway's token endpoint is below `api-base` too.
  const isApi = url.startsWith(`${base}/api/v1/`);
  const path = url.slice(base.length).replace(/\?.*/, '');
  return defined({
    method,
    path: isApi ? path.replace(/(\/orders\/)[^/]+/, '$1{id}') : 'token-endpoint',
    at: Math.round(at),
    ms: ms === undefined ? ms : Math.round(ms),
    status,
    requestId,
  });
}

async function storageOf(element: EsimCheckout): Promise<Diagnostics['storage']> {
  const key = purchasesKey(baseOf(element.apiBase) ?? '', element.customer);
  const nothing = () => undefined;
  const [database, persisted, estimate, purchases] = await Promise.all([
    get(key, sharedStore()).then(
      () => 'ok',
      (error) => (error instanceof DOMException ? error.name : 'unknown'),
    ),
    // Insecure pages and old browsers have no storage manager.
    navigator.storage?.persisted?.().catch(nothing),
    navigator.storage?.estimate?.().catch(nothing),
    element.purchases().then(countPhases, nothing),
  ]);
  const { usage, quota } = estimate ?? {};
  return defined({ database, persisted, usage, quota, purchases });
}

function countPhases(purchases: readonly Purchase[]): Partial<Record<Phase, number>> {
  const counts: Partial<Record<Phase, number>> = {};
  for (const { phase } of purchases) counts[phase] = (counts[phase] ?? 0) + 1;
  return counts;
}
