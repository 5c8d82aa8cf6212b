import { type Fault, faultsOf } from './fault.js';

const at = (name: string): string => `src/core/purchase/${name}.ts`;

/** Faults in the course of a purchase: the machine, the driver, the reports to the host. */
export const purchaseFaults: readonly Fault[] = [
  ...faultsOf(at('advance'), [
    [
      'no-interrupt',
      "if (event.type === 'interrupted') return interrupted(record, event.at);",
      '',
      'A new page goes on with an order as if the old one had not died.',
    ],
    [
      'agreed-is-sent-unasked',
      "const asksAgain = event.type === 'interrupted' && sendingOf(record) === 'agreed';",
      'const asksAgain = false;',
      'An order whose retries stopped weeks ago is sent without the host.',
    ],
    [
      'no-look-before-asking',
      "return { ...record, phase: 'authorizing', step: 'look-up', attempts: 0 };",
      "return { ...record, phase: 'authorizing', step: 'none', attempts: 0 };",
      'The host is asked to take a payment for an order that was placed.',
    ],
    [
      'impatient-look-up',
      'const wait = Number.isFinite(waitMs) ? Math.max(pause, waitMs) : MAX_WAIT_MS;',
      'const wait = 0;',
      'A look-up before the payment is repeated without a pause.',
    ],
    [
      'restart-posts-in-doubt',
      "const step = maybePlaced(record) ? 'look-up' : 'post';",
      "const step: 'post' | 'look-up' = 'post';",
      'An order that may have arrived is sent again before it is looked up.',
    ],
    [
      'throttle-ignored',
      'if (wait <= 0 || wait > LONGEST_RETRY_MS) return',
      'if (true || wait > LONGEST_RETRY_MS) return',
      'A Retry-After does not outlive the page.',
    ],
    [
      'clock-set-back',
      'if (wait <= 0 || wait > LONGEST_RETRY_MS) return',
      'if (wait <= 0) return',
      'A clock that was set back holds an order up for days.',
    ],
    [
      'posting-not-in-doubt',
      "if (record.step === 'posting') return inDoubt({ ...record, attempts: 0 });",
      "if (record.step === 'posting') return offeredBefore(record);",
      'An order that was in flight when the page died is offered for payment again.',
    ],
    [
      'lost-is-sent-again',
      "return inDoubt(record);\n    case 'duplicate'",
      "return { ...record, step: 'post' };\n    case 'duplicate'",
      'An unknown answer leads to a second POST without a look-up.',
    ],
    [
      'duplicate-not-noted',
      "return { ...record, step: 'look-up', arrived: true };",
      "return { ...record, step: 'look-up' };",
      'A Duplicate does not count as a sign that the order exists.',
    ],
    [
      'refusal-believed',
      'return refused(record, event);',
      'return fail(record, event.failure);',
      'One 4xx counts at once, although the order may have been placed.',
    ],
    [
      'stand-in-believed',
      'const { refusedFrom: _, ...rest } = own ? record : inDoubt(record);',
      'const { refusedFrom: _, ...rest } = record;',
      'The answer of a proxy counts as the API’s own.',
    ],
    [
      'duplicate-sent-again',
      "if (record.arrived) return again(record, 'pause-look-up', event);",
      '',
      'An order that the API knows is sent again while the list does not show it.',
    ],
    [
      'in-flight-not-awaited',
      'if (refusedFrom <= at) return fail(record, refusal);',
      'return fail(record, refusal);',
      'A refusal counts while an earlier attempt may still be in flight.',
    ],
    [
      'wait-stretched',
      'const resumeAt = Math.min(refusedFrom, latest);',
      'const resumeAt = refusedFrom;',
      'A clock that was set back stretches the wait for an attempt in flight.',
    ],
    [
      'never-gives-up',
      'return wait > MAX_WAIT_MS\n',
      'return wait > MAX_WAIT_MS * 1e9\n',
      'With a Retry-After of half an hour, the customer has to wait that long.',
    ],
    [
      'called-back-counts',
      'attempts: attempts + (isCalledBack ? 0 : 1), resumeAt: at + wait };',
      'attempts: attempts + 1, resumeAt: at + wait };',
      'An order in a crowd is given up after a few minutes.',
    ],
    [
      'attempts-not-counted',
      'attempts: attempts + (isCalledBack ? 0 : 1), resumeAt: at + wait };',
      'attempts, resumeAt: at + wait };',
      'A purchase never becomes unconfirmed, and is asked about every second.',
    ],
    [
      'overdue-never',
      "event.type === 'foreground-over' ? { ...record, phase: 'overdue' } : record;",
      "event.type === 'foreground-over' ? record : record;",
      'A pending order never becomes overdue.',
    ],
  ]),
  ...faultsOf(at('driver'), [
    [
      'stop-ignored-after-write',
      'const kept = await keep(journal, record, next);\n    signal.throwIfAborted();',
      'const kept = await keep(journal, record, next);',
      'An element that was removed during a write continues and reports to the host.',
    ],
    [
      'stop-ignored-after-read',
      'const known = await journal.read(reference);\n        signal.throwIfAborted();',
      'const known = await journal.read(reference);',
      'An element that was removed while it read goes on.',
    ],
    [
      'stop-keeps-consents',
      'this.#withdrawn.clear();\n    this.#consents.clear();',
      'this.#withdrawn.clear();',
      'An element that is inserted again uses an old consent of the host.',
    ],
    [
      'withdrawn-ignored',
      'if (driving) this.#withdrawn.add(reference);',
      '',
      'Without locks, a tab sends what another has withdrawn.',
    ],
    [
      'withdrawn-asked-again',
      "const withdrawn = !known && wake !== 'begun' && record?.phase === 'authorizing';",
      'const withdrawn = false;',
      'A payment that was declined in one tab is asked for in the next.',
    ],
    [
      'forgotten-comes-back',
      'const record = journal.isForgotten(reference)\n          ? undefined\n          : (known ?? this.#hooks.recall(reference));',
      'const record = known ?? this.#hooks.recall(reference);',
      'A purchase that was deleted is acted on.',
    ],
    [
      'nothing-recalled',
      '(known ?? this.#hooks.recall(reference));',
      'known;',
      'Where storage is emptied, an order under way is lost.',
    ],
    [
      'each-asks-at-once',
      'if (record.orderId === undefined || throttled || (age >= 0 && age < freshMs)) {',
      'if (record.orderId === undefined || throttled) {',
      'Two tabs ask twice as often.',
    ],
    [
      'read-throttle-ignored',
      'const throttled = until > now && until - now <= LONGEST_RETRY_MS;',
      'const throttled = false;',
      'A placed order is read before a Retry-After has passed.',
    ],
    [
      'veto-ignored',
      'if (this.#isVetoed(record)) return this.#drop(record);',
      '',
      'A late veto of the host is ignored.',
    ],
    [
      'withdrawn-not-told',
      'await this.#drop(next, !kept.isTold);',
      'await this.#drop(next);',
      'The host keeps the money for an order that was deleted and never sent.',
    ],
    [
      'declined-is-kept',
      'if (await journal.withdraw(reference)) {',
      'if (false) {',
      'A declined purchase stays on the device.',
    ],
    [
      'decline-not-said',
      "channel.post({ type: 'withdrawn', reference });\n",
      '',
      'Another tab still shows a purchase that was declined.',
    ],
    [
      'unconfirmed-not-told',
      "if (kept.record.phase === 'unconfirmed') {",
      'if (false) {',
      'The host gets no report that the result of an order is not known.',
    ],
    [
      'no-news',
      "channel.post({ type: 'changed', reference: kept.record.reference });",
      '',
      'Other tabs do not follow.',
    ],
    [
      'deleted-not-followed',
      "if (kept.kind === 'deleted') this.#hooks.unseen(told);",
      '',
      'An order that is deleted in flight is not polled to its outcome.',
    ],
  ]),
  ...faultsOf(at('effects'), [
    [
      'no-token-before-posting',
      'await orders.ready(signal);\n',
      '',
      'An order is called sent while it waits for a token.',
    ],
    [
      'duplicate-is-refusal',
      'if (status === 400 && /duplicate client_reference/i.test',
      'if (status === 499 && /duplicate client_reference/i.test',
      'A duplicate of our own order counts as a refusal.',
    ],
    [
      'proxy-is-api',
      'own: apiCode !== undefined,',
      'own: true,',
      'Every 4xx counts as the API’s own answer.',
    ],
    [
      'unauthorized-again-and-again',
      "const waitMs = error.code === 'unauthorized' ? Number.POSITIVE_INFINITY : retryAfterMs;",
      'const waitMs = retryAfterMs;',
      'A token that stays refused is tried round after round.',
    ],
  ]),
  ...faultsOf(at('tell'), [
    [
      'told-twice',
      "if (announced === phase || isUndecided(record) || phase === 'overdue') return record;",
      "if (isUndecided(record) || phase === 'overdue') return record;",
      'The host gets a milestone at every look.',
    ],
    [
      'told-not-noted',
      'const told = { ...record, announced: phase };',
      'const told = { ...record };',
      'The next page reports the phase again.',
    ],
    [
      'host-not-awaited',
      'if (ready) await raceAbort(signal, () => ready);',
      '',
      'A report is sent before the host’s listeners exist.',
    ],
    [
      'mismatch-not-told',
      "if (milestone === 'delivered' && !again && boughtPlan(record) !== record.plan) {",
      'if (false) {',
      'The host gets no report of a delivery that differs from the chosen plan.',
    ],
  ]),
  ...faultsOf(at('session'), [
    [
      'shows-after-stop',
      'if (signal.aborted) return { driven: Promise.resolve() };',
      '',
      'A session that was stopped while it wrote the intent goes on.',
    ],
    [
      'bad-plan-bought',
      'if (problem !== undefined) {',
      'if (false) {',
      'A host’s plan with text for a number is ordered.',
    ],
    [
      'asks-off-screen',
      '(!this.#driver.asksHost(record) || this.#shownReference() === record.reference)',
      'true',
      'Several payments are asked for at once.',
    ],
  ]),
];
