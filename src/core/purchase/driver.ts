import { LONGEST_RETRY_MS } from '../api/http.js';
import { raceAbort } from '../clock.js';
import { CheckoutError, toCheckoutError } from '../errors.js';
import type { PurchasePhase } from '../types.js';
import { advance, type RecordEvent } from './advance.js';
import { perform, readAgain } from './effects.js';
import type { Environment, Milestone } from './environment.js';
import { withdrawn } from './forget.js';
import { isUndecided, isUnsent, type PurchaseRecord } from './record.js';

/** What woke the driver to act on a purchase. */
export type Wake =
  /** Just begun here. */
  | 'begun'
  /** Whoever acted before may have died. */
  | 'takeover'
  /** The customer, the host or a new visit wants to know now. */
  | 'check';

export interface DriverHooks {
  /** The last that is known of a purchase should the journal have been emptied under us. */
  recall(reference: string): PurchaseRecord | undefined;
  /** A fact has been written and may be shown. */
  changed(record: PurchaseRecord): void;
  /** The purchase is no longer on this device. */
  gone(reference: string): void;
}

/**
 * Acts on purchases, each under its lock so that one tab or element does so at a time: writes every
 * fact to the journal first, then tells the screen, the other tabs and the host, in this order.
 */
export class Driver {
  readonly #env: Environment;
  readonly #hooks: DriverHooks;
  readonly #driving = new Map<string, Promise<void>>();
  /** What another tab has taken back while it was driven here. */
  readonly #withdrawn = new Set<string>();
  /** Until when, by its `Retry-After`, the API is not to be asked how orders stand; epoch ms. */
  #throttled: { until: number; error?: CheckoutError } = { until: 0 };
  #abort = new AbortController();

  constructor(env: Environment, hooks: DriverHooks) {
    this.#env = env;
    this.#hooks = hooks;
  }

  /** Ends every request and wait. What is under way can be taken up again from the journal. */
  stop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#driving.clear();
    this.#withdrawn.clear();
  }

  /** Aborted by the next `stop()`. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * Another tab has taken an intent back. Who waits for its turn here finds out then; without locks, who was told yes
   * meanwhile sends nothing that has not been sent. @returns whether it is driven here
   */
  withdraw(reference: string): boolean {
    const driving = this.#driving.has(reference);
    if (driving) this.#withdrawn.add(reference);
    return driving;
  }

  /** Brings an order to an outcome; joins itself when it is at it already. Never rejects. */
  drive(reference: string, wake: Wake): Promise<void> {
    const current = this.#driving.get(reference);
    if (current) return current;
    const driving = this.#locked(
      reference,
      (record, signal) => this.#act(record, wake, signal),
      wake,
    ).finally(() => {
      if (this.#driving.get(reference) !== driving) return;
      this.#driving.delete(reference);
      this.#withdrawn.delete(reference);
    });
    this.#driving.set(reference, driving);
    return driving;
  }

  /**
   * Reads a placed order once, unless another tab did so less than `freshMs` ago. Never rejects.
   * @returns the error where the API could not be asked
   */
  async look(reference: string, freshMs: number): Promise<CheckoutError | undefined> {
    let trouble: CheckoutError | undefined;
    await this.#locked(reference, async (record, signal) => {
      const now = this.#env.clock.now();
      const age = now - (record.checkedAt ?? 0);
      const { until, error } = this.#throttled;
      const throttled = until > now && until - now <= LONGEST_RETRY_MS;
      if (throttled) trouble = error;
      if (record.orderId === undefined || throttled || (age >= 0 && age < freshMs)) {
        this.#hooks.changed(record);
        return;
      }
      const result = await readAgain(record, this.#env, signal);
      if (!(result instanceof CheckoutError)) {
        await this.#apply(record, result, signal);
        return;
      }
      trouble = result;
      this.#throttled = { until: now + (result.facts.retryAfterMs ?? 0), error: result };
    });
    return trouble;
  }

  /** The minutes of foreground polling are over. */
  async overdue(reference: string): Promise<void> {
    await this.#locked(reference, async (record, signal) => {
      await this.#apply(record, { type: 'foreground-over', at: this.#env.clock.now() }, signal);
    });
  }

  async #locked(
    reference: string,
    task: (record: PurchaseRecord, signal: AbortSignal) => Promise<unknown>,
    wake?: Wake,
  ): Promise<void> {
    const { signal } = this;
    const { locks, journal, scope, trouble } = this.#env;
    try {
      await locks.run(`esim-checkout ${scope} ${reference}`, signal, async () => {
        const known = await journal.read(reference);
        signal.throwIfAborted();
        const record = journal.isForgotten(reference)
          ? undefined
          : (known ?? this.#hooks.recall(reference));
        // An intent that is not there any more was taken back by another tab, and is not asked about again.
        const withdrawn = !known && wake !== 'begun' && record?.phase === 'authorizing';
        if (record && !withdrawn) await task(record, signal);
        else this.#hooks.gone(reference);
      });
    } catch (error) {
      if (!signal.aborted) trouble(toCheckoutError(error));
    }
  }

  async #act(first: PurchaseRecord, wake: Wake, signal: AbortSignal): Promise<void> {
    const { clock, channel } = this.#env;
    let record: PurchaseRecord | undefined = first;
    // Not before this tab has the lock: who hears of it queues for it, and must not come first.
    if (wake === 'begun') channel.post({ type: 'changed', reference: first.reference });
    if (wake !== 'begun') {
      record = await this.#apply(record, { type: 'interrupted', at: clock.now() }, signal);
    }
    if (record && wake === 'check') {
      record = await this.#apply(record, { type: 'check', at: clock.now() }, signal);
    }
    while (record) {
      const { phase, step } = record;
      if (phase === 'authorizing' && step === 'none') {
        record = await this.#authorize(record, wake !== 'begun', signal);
      } else if (phase === 'authorizing' || phase === 'ordering') {
        const event = await perform(record, this.#env, signal);
        if (this.#withdrawn.has(record.reference) && isUnsent(record)) {
          return this.#takeBack(record);
        }
        record = await this.#apply(record, event, signal);
      } else {
        // Already decided: another tab got there first, or a crash fell before the host was told.
        this.#hooks.changed(await this.#announce(record, signal));
        return;
      }
    }
  }

  /** The record once the host agrees; `undefined` when it does not and nothing will be ordered. */
  async #authorize(
    record: PurchaseRecord,
    resumed: boolean,
    signal: AbortSignal,
  ): Promise<PurchaseRecord | undefined> {
    const { clock, journal, authorize, trouble, channel } = this.#env;
    const { reference, plan } = record;
    const agreed =
      !this.#withdrawn.has(reference) &&
      (await raceAbort(signal, () => authorize({ reference, plan, resumed }, signal)).catch(() => {
        signal.throwIfAborted();
        trouble(new CheckoutError('authorization', 'The work given to waitUntil() failed.'));
        return false;
      }));
    if (agreed) return this.#apply(record, { type: 'authorized', at: clock.now() }, signal);
    if (await journal.withdraw(reference)) {
      channel.post({ type: 'withdrawn', reference });
      this.#hooks.gone(reference);
      return undefined;
    }
    // Without locks, another tab was told yes meanwhile and acts.
    const sent = await journal.read(reference);
    if (sent) this.#hooks.changed(sent);
    return undefined;
  }

  /** Removed or declined elsewhere while the host took the payment: nothing is ordered, and it has to give the money back. */
  async #takeBack(record: PurchaseRecord): Promise<undefined> {
    const { journal, announce } = this.#env;
    await journal.forget(record.reference);
    announce('failed', withdrawn(record));
    this.#hooks.gone(record.reference);
  }

  /** The record after `event`; nothing where it was deleted and nothing has been sent. */
  async #apply(
    record: PurchaseRecord,
    event: RecordEvent,
    signal: AbortSignal,
  ): Promise<PurchaseRecord | undefined> {
    const { journal, channel, trouble } = this.#env;
    const next = advance(record, event);
    // Looking for an order before the host is asked is this page's own affair, until it is asked.
    const looking = next.phase === 'authorizing' && next.step !== 'none';
    if (next === record || (looking && record.phase === 'authorizing')) return next;
    const saved = await journal.save(next);
    signal.throwIfAborted();
    if (!saved && isUnsent(next) && !isUnsent(record)) return this.#takeBack(next);
    // Of what was unsent already, who deleted it has told the host.
    if (!saved && (isUnsent(record) || next.phase === 'authorizing')) return undefined;
    // Deleted while it was on its way: followed to its end unseen, so that the host hears of it.
    const kept = saved ?? next;
    if (saved) {
      this.#hooks.changed(kept);
      channel.post({ type: 'changed', reference: kept.reference });
    }
    if (kept.phase === 'unconfirmed') {
      trouble(new CheckoutError('unconfirmed', 'Whether the order was placed is not known yet.'));
    }
    return this.#announce(kept, signal);
  }

  /** Tells the host once, when it can listen; again only after a crash that fell between writing and telling. */
  async #announce(record: PurchaseRecord, signal: AbortSignal): Promise<PurchaseRecord> {
    const { announced, phase } = record;
    if (announced === phase || isUndecided(record) || phase === 'overdue') return record;
    const { hostReady, announce, journal } = this.#env;
    const ready = hostReady();
    if (ready) await raceAbort(signal, () => ready);
    if (!announced && record.orderId !== undefined) announce('placed', record);
    const milestone = MILESTONES[phase];
    if (milestone && milestone !== (announced && MILESTONES[announced]))
      announce(milestone, record);
    const told = { ...record, announced: phase };
    return (await journal.save(told)) ?? told;
  }
}

const MILESTONES: Readonly<Partial<Record<PurchasePhase, Milestone>>> = {
  pending: 'pending',
  delivered: 'delivered',
  failed: 'failed',
  cancelled: 'failed',
  installed: 'installed',
  expired: 'expired',
};
