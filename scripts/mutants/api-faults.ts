import { type Fault, faultsOf } from './fault.js';

/** Faults in requests, in reading answers, and in polling. */
export const apiFaults: readonly Fault[] = [
  ...faultsOf('src/core/api/orders.ts', [
    [
      'unreadable-is-not-found',
      "if (!rows) throw malformed('an order', answer.requestId);",
      'if (!rows) return undefined;',
      'A look-up that cannot be read is taken for "no such order".',
    ],
    [
      'odd-row-is-not-found',
      'if (listed === 0) return undefined;',
      'if (rows.length === 0) return undefined;',
      'A row that cannot be read is taken for "no such order".',
    ],
    [
      'somebody-elses-order',
      'const row = rows.find((order) => order.client_reference === reference);',
      'const [row] = rows;',
      'An API that ignores the filter hands us another’s order.',
    ],
    [
      'somebody-elses-code',
      "if (!order || other) throw malformed('an order', answer.requestId);",
      "if (!order) throw malformed('an order', answer.requestId);",
      'Another’s activation code is shown.',
    ],
    [
      'no-wallet',
      'wallet_id: walletId === undefined ? undefined : numeric(walletId),',
      '',
      'The wallet’s id is never sent.',
    ],
    [
      'wallet-as-text',
      'return /^\\d{1,15}$/.test(walletId) ? Number(walletId) : walletId;',
      'return walletId;',
      'A wallet’s number is sent as text.',
    ],
    [
      'amount-rounded',
      'amount: plan.price.amount,',
      'amount: Math.round(plan.price.amount * 100) / 100,',
      'An amount that is sent changed selects no plan, or another one.',
    ],
    [
      'order-timeout',
      'timeoutMs: ORDER_TIMEOUT_MS,',
      '',
      'The client times out before the API answers.',
    ],
  ]),
  ...faultsOf('src/core/api/http.ts', [
    [
      'unauthorized-for-ever',
      'return this.#send(path, options, signal, true);',
      'return this.#send(path, options, signal);',
      'A 401 that stays is answered with request after request.',
    ],
    [
      'redirect-followed',
      "redirect: 'manual',",
      "redirect: 'follow',",
      'A bearer token follows a redirect.',
    ],
    [
      'server-error-is-refusal',
      "return ['server', 'unknown'];",
      "return ['server', 'refused'];",
      'A 5xx is taken for a refusal.',
    ],
    [
      'timeout-408-is-refusal',
      "if (status === 408) return ['timeout', 'unknown'];",
      '',
      'A 408 is taken for a refusal.',
    ],
    [
      'kept-in-http-cache',
      "cache: 'no-store',",
      '',
      'A browser keeps an activation code in its HTTP cache.',
    ],
    ['cookies-sent', "credentials: 'omit',", "credentials: 'include',", 'The API gets cookies.'],
  ]),
  ...faultsOf('src/core/api/token.ts', [
    [
      'a-token-each',
      'this.#pending ??= this.#fetch();',
      'this.#pending = this.#fetch();',
      'Ten elements fetch ten tokens.',
    ],
    [
      'refused-token-kept',
      'if (this.#held?.token !== token) return;\n    this.#held = undefined;',
      'if (this.#held?.token !== token) return;',
      'A refused token is used again.',
    ],
    [
      'reason-never-expired',
      "const reason = this.#refused === undefined ? 'initial' : 'expired';",
      "const reason = 'initial' as const;",
      'The host’s server does not renew a revoked login.',
    ],
  ]),
  ...faultsOf('src/core/api/order-body.ts', [
    [
      'zero-time',
      'const EARLIEST = Date.UTC(2000, 0);',
      'const EARLIEST = Number.NEGATIVE_INFINITY;',
      'Go’s zero time is shown as a date.',
    ],
    ['blank-code', 'code && VISIBLE.test(code)', 'code', 'A blank is shown as an activation code.'],
  ]),
  ...faultsOf('src/core/api/distinct-plans.ts', [
    [
      'twins-sold',
      'groups.filter(isClear)',
      'groups',
      'One of two plans that the API cannot tell apart is sold.',
    ],
  ]),
  ...faultsOf('src/core/polling/poller.ts', [
    [
      'polls-while-hidden',
      'if (this.#ended || !this.#seen) return;',
      'if (this.#ended) return;',
      'A hidden page polls.',
    ],
    [
      'two-looks-at-once',
      'if (this.#stopped || this.#checking) return;',
      'if (this.#stopped) return;',
      'Two requests are in flight at once.',
    ],
    [
      'polls-after-stop',
      'this.#unsubscribe();\n    this.#options.clock.clearTimeout(this.#timer);',
      'this.#unsubscribe();',
      'A poller that was stopped has a timer left.',
    ],
  ]),
];
