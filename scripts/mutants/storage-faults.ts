import { type Fault, faultsOf } from './fault.js';

const at = (name: string): string => `src/core/purchase/${name}.ts`;

/** Faults in storage, deletion, locks, and the outcome of an order. */
export const storageFaults: readonly Fault[] = [
  ...faultsOf('src/core/storage.ts', [
    [
      'durability-relaxed',
      "{ durability: 'strict' }",
      "{ durability: 'relaxed' }",
      'A device that loses power forgets an order that was sent.',
    ],
    [
      'no-second-connection',
      'if (!broken) throw error;',
      'throw error;',
      'A connection that the browser closed ends all writing.',
    ],
  ]),
  ...faultsOf(at('journal'), [
    [
      'unsaved-lost',
      'else if (kept) this.#unsaved.set(reference, kept);',
      '',
      'A record that could not be written is lost.',
    ],
    [
      'unsaved-never-written',
      'const late = [...this.#unsaved.values()];',
      'const late: PurchaseRecord[] = [];',
      'A record that could not be written is not written when storage works again.',
    ],
    [
      'missing-is-written',
      "const isGone = where === 'if-there' && this.#isMissing(reference, before);",
      'const isGone = false;',
      'A tab sends an order that another tab has withdrawn.',
    ],
    [
      'late-write-brings-back',
      'const kept = late.filter((record) => !this.#wasDeleted(record, before));',
      'const kept = late;',
      'A late write restores a record that another tab has deleted.',
    ],
    [
      'forgotten-written',
      'for (const reference of this.#forgotten) delete shelf[reference];',
      '',
      'A record that could not be deleted at first is never deleted.',
    ],
    [
      'withdraws-what-goes-on',
      "gone = (readRecord(shelf[reference])?.phase ?? 'authorizing') === 'authorizing';",
      'gone = true;',
      'Without locks, a declined tab deletes the order that another has sent.',
    ],
    [
      'unreadable-not-put-aside',
      'if (aside.length > 0) await this.#putAside();',
      '',
      'A record of a later version is not moved aside.',
    ],
    [
      'unreadable-overwritten',
      '...(stored || old === undefined ? {}',
      '...(stored || old !== 0 ? {}',
      'A record that cannot be read is overwritten.',
    ],
    [
      'two-intents',
      'kept = existing(sort(shelf).readable) ?? record;',
      'kept = record;',
      'Two tabs that buy the same at once order twice.',
    ],
    [
      'two-intents-in-memory',
      'kept = existing(this.#remembered()) ?? record;',
      'kept = record;',
      'Where storage fails, an order in doubt is bought a second time.',
    ],
  ]),
  ...faultsOf(at('merge'), [
    [
      'stale-wins',
      ': rankOf(stored) > rankOf(next);',
      ': false;',
      'A stale tab overwrites a later fact.',
    ],
    [
      'code-lost-in-merge',
      'activationCode: winner.activationCode ?? stored.activationCode ?? next.activationCode,',
      'activationCode: next.activationCode,',
      'An activation code is lost between two tabs.',
    ],
    [
      'doubt-lost-in-merge',
      'inDoubtSince: Math.max(...doubts) || undefined,',
      'inDoubtSince: next.inDoubtSince,',
      'A tab does not look up an order that another tab has sent.',
    ],
    [
      'refusal-of-one-counts',
      'return winner === next && isRefused(next) && unaware ? refusedInDoubt(merged) : merged;',
      'return merged;',
      'A refusal in one tab ends an order that another tab has sent.',
    ],
  ]),
  ...faultsOf(at('keep'), [
    [
      'sent-needs-record',
      "sending === 'sent' ? 'always' : 'if-there'",
      "'if-there'",
      'Emptied storage makes a sent order look deleted.',
    ],
    [
      'withdrawn-told-twice',
      "const isTold = journal.isTold(next.reference) || next.phase === 'authorizing';",
      'const isTold = false;',
      'Two tabs report one withdrawal.',
    ],
  ]),
  ...faultsOf(at('forget'), [
    [
      'sent-called-withdrawn',
      "if (sendingOf(record) !== 'agreed' || journal.isHeld(record.reference)) continue;",
      '',
      'An order that was sent is called withdrawn when it is deleted.',
    ],
    [
      'held-called-withdrawn',
      "if (sendingOf(record) !== 'agreed' || journal.isHeld(record.reference)) continue;",
      "if (sendingOf(record) !== 'agreed') continue;",
      'An order that storage cannot delete is reported as withdrawn, and offered again.',
    ],
    [
      'tabs-tell-again',
      "channel.post({ type: 'forgotten', reference: each, told: journal.isTold(each) });",
      "channel.post({ type: 'forgotten', reference: each });",
      'The other tab reports the withdrawal again.',
    ],
  ]),
  ...faultsOf(at('turns'), [
    [
      'waits-for-ever',
      'await sleep(clock, ANSWER_MS, signal);',
      'await sleep(clock, ANSWER_MS * 1e6, signal);',
      'A frozen tab holds the lock for ever.',
    ],
    [
      'no-sign-of-life',
      'while (this.#living.has(reference));',
      'while (false);',
      'A second payment is asked for while a living tab takes the first.',
    ],
    [
      'lock-then-work-again',
      'work ??= this.#act(reference, task);',
      'work = this.#act(reference, task);',
      'A lock that is granted late starts the work a second time.',
    ],
    [
      'lock-of-all-customers',
      'const { locks, scope } = this.#env;',
      "const { locks, scope } = { ...this.#env, scope: '' };",
      'One customer’s order waits for another’s.',
    ],
  ]),
  ...faultsOf('src/controllers/browser-session.ts', [
    [
      'scope-without-customer',
      'JSON.stringify([base, customer]);',
      "JSON.stringify([base, customer && '']);",
      'Locks and channel are one for all customers.',
    ],
    [
      'scope-without-base',
      'JSON.stringify([base, customer]);',
      "JSON.stringify([base && '', customer]);",
      'Locks and channel are one for all APIs.',
    ],
  ]),
  ...faultsOf(at('outcome'), [
    [
      'stale-answer-counts',
      'if (isFurther(record.phase, phase) && !isRevoked(record, order, phase)) return base;',
      '',
      'A stale answer undoes known facts.',
    ],
    [
      'codeless-is-delivered',
      "return order.activation_code || record.activationCode ? 'delivered' : stillWaiting(record);",
      "return 'delivered';",
      'An order without its code counts as delivered.',
    ],
    [
      'internal-failure-is-final',
      'return is_user_fixable ?? !PASSING.test(failure_code);',
      'return true;',
      'An order that the server retries counts as failed.',
    ],
    [
      'failure-never-final',
      'return is_user_fixable ?? !PASSING.test(failure_code);',
      'return is_user_fixable ?? false;',
      'A failure without a flag has no end but after a day.',
    ],
    [
      'processing-for-ever',
      'at - failingSince >= GIVE_UP_MS',
      'at - failingSince >= GIVE_UP_MS * 1e6',
      'An internal failure has no end.',
    ],
    [
      'status-case',
      'const known = status.toUpperCase();',
      'const known = status;',
      'A status in another case is unknown.',
    ],
  ]),
  ...faultsOf(at('progress'), [
    [
      'refusal-outranks',
      'if (isRefused(record)) return RANK.ordering + 0.25;',
      '',
      'A refusal outranks an order that exists.',
    ],
    [
      'refusal-is-no-doubt',
      'return arrived || inDoubtSince !== undefined || refusal !== undefined;',
      'return arrived || inDoubtSince !== undefined;',
      'A refused order is sent again, although it may have been placed.',
    ],
    [
      'untold-forgotten',
      'return !isUnfinished(record) && record.announced !== record.phase;',
      'return false;',
      'If a page dies before its report, the host never gets the outcome.',
    ],
  ]),
  ...faultsOf(at('unseen'), [
    [
      'unseen-not-again',
      'for (const reference of this.#records.keys()) this.#watch(reference, this.#abort.signal);',
      '',
      'An element that is inserted again does not poll deleted orders.',
    ],
    [
      'unseen-for-ever',
      'if (!isUnfinished(told)) this.#end(reference);',
      '',
      'A deleted order is asked about after its end.',
    ],
  ]),
];
