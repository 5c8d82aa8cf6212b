import { LONGEST_RETRY_MS } from '../api/http.js';
import { raceAbort } from '../clock.js';
import { CheckoutError, toCheckoutError } from '../errors.js';
import { advance, type RecordEvent } from './advance.js';
import { perform, readAgain } from './effects.js';
import type { Consent, Environment } from './environment.js';
import { keep } from './keep.js';
import { maybePlaced, sendingOf } from './progress.js';
import type { AuthorizingRecord, PurchaseRecord } from './record.js';
import { tell, tellWithdrawn } from './tell.js';
import { ACT_PATIENCE_MS, READ_PATIENCE_MS, Turns } from './turns.js';

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
  /** The customer deleted the purchase after it was sent. This is the last that is known of it. */
  unseen(record: PurchaseRecord): void;
}

/**
 * Acts on purchases, one page or element at a time for each. Every fact is first written to the journal; then the
 * screen, the other tabs and the host are told of it, in this order.
 */
export class Driver {
  readonly turns: Turns;
  readonly #env: Environment;
  readonly #hooks: DriverHooks;
  readonly #driving = new Map<string, Promise<void>>();
  /** What the host has agreed to while this page has been driving. */
  readonly #consents = new Map<string, Consent>();
  /** What another tab has withdrawn while it was driven here. */
  readonly #withdrawn = new Set<string>();
  /** Until when, by its `Retry-After`, the API is not to be asked how orders stand; epoch ms. */
  #throttled: { until: number; error?: CheckoutError } = { until: 0 };
  #abort = new AbortController();

  constructor(env: Environment, hooks: DriverHooks) {
    this.#env = env;
    this.#hooks = hooks;
    this.turns = new Turns(env);
  }

  /** Ends every request and wait. What is under way can be taken up again from the journal. */
  stop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#driving.clear();
    this.#withdrawn.clear();
    this.#consents.clear();
  }

  /** Aborted by the next `stop()`. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Whether going on asks the host for its payment: the first time, or again after a page has died. */
  asksHost(record: PurchaseRecord): boolean {
    const sending = sendingOf(record);
    return sending === 'asking' || (sending === 'agreed' && !this.#goesOn(record));
  }

  /** It was given up for now by this very page, which knows that the host has agreed. */
  #goesOn({ phase, reference }: PurchaseRecord): boolean {
    return phase === 'unconfirmed' && this.#consents.has(reference);
  }

  /**
   * Another tab has withdrawn an intent. Who waits for its turn here finds out then; without locks, who was told yes
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
    const driving = this.#inTurn(
      reference,
      ACT_PATIENCE_MS,
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
    await this.#inTurn(reference, READ_PATIENCE_MS, async (record, signal) => {
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
    await this.#inTurn(reference, READ_PATIENCE_MS, async (record, signal) => {
      await this.#apply(record, { type: 'foreground-over', at: this.#env.clock.now() }, signal);
    });
  }

  /** Runs `task` with what is known of the purchase, when it is this page's turn. Never rejects. */
  async #inTurn(
    reference: string,
    patienceMs: number,
    task: (record: PurchaseRecord, signal: AbortSignal) => Promise<unknown>,
    wake?: Wake,
  ): Promise<void> {
    const { signal } = this;
    const { journal, trouble } = this.#env;
    try {
      await this.turns.take(reference, patienceMs, signal, async () => {
        const known = await journal.read(reference);
        signal.throwIfAborted();
        const record = journal.isForgotten(reference)
          ? undefined
          : (known ?? this.#hooks.recall(reference));
        // An intent that is not there any more was withdrawn by another tab, and is not asked about again.
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
    else if (!this.#goesOn(first)) {
      record = await this.#apply(first, { type: 'interrupted', at: clock.now() }, signal);
    }
    if (record && wake === 'check') {
      record = await this.#apply(record, { type: 'check', at: clock.now() }, signal);
    }
    while (record) {
      const { phase, step } = record;
      if (phase === 'authorizing' && step === 'none') {
        record = await this.#authorize(record, wake !== 'begun', signal);
      } else if (phase === 'authorizing' || phase === 'ordering') {
        if (this.#isVetoed(record)) return this.#drop(record);
        const event = await perform(record, this.#env, signal);
        if (this.#withdrawn.has(record.reference) && sendingOf(record) === 'agreed') {
          return this.#drop(record, true);
        }
        record = await this.#apply(record, event, signal);
      } else {
        // Already decided: another tab got there first, or a crash fell before the host was told.
        this.#hooks.changed(await tell(this.#env, record, signal));
        return;
      }
    }
  }

  /** The record once the host agrees; `undefined` when it does not and nothing will be ordered. */
  async #authorize(
    record: AuthorizingRecord,
    resumed: boolean,
    signal: AbortSignal,
  ): Promise<PurchaseRecord | undefined> {
    const { clock, journal, channel } = this.#env;
    const { reference } = record;
    const consent = this.#withdrawn.has(reference)
      ? undefined
      : await this.#ask(record, resumed, signal);
    if (consent) {
      this.#consents.set(reference, consent);
      return this.#apply(record, { type: 'authorized', at: clock.now() }, signal);
    }
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

  async #ask(
    record: AuthorizingRecord,
    resumed: boolean,
    signal: AbortSignal,
  ): Promise<Consent | undefined> {
    const { reference, plan } = record;
    const { authorize } = this.#env;
    try {
      return await raceAbort(signal, () => authorize({ reference, plan, resumed }, signal));
    } catch (error) {
      signal.throwIfAborted();
      this.#vetoed(record, error);
      return undefined;
    }
  }

  /** The host hears why nothing is ordered, and gives back what it may hold. */
  #vetoed(record: PurchaseRecord, error: unknown): void {
    const veto =
      error instanceof CheckoutError
        ? error
        : new CheckoutError('authorization', 'The host did not agree: nothing is ordered.');
    this.#env.trouble(veto);
    if (veto.facts.mayBePaid) tellWithdrawn(this.#env, record);
  }

  /** Asked last of all before the first attempt leaves: the host may have vetoed the order after it agreed. */
  #isVetoed(record: PurchaseRecord): boolean {
    if (record.step !== 'posting' || maybePlaced(record)) return false;
    const veto = this.#consents.get(record.reference)?.seal();
    if (veto) this.#vetoed(record, veto);
    return veto !== undefined;
  }

  /** Nothing has been sent and nothing will be: the purchase leaves the device. */
  async #drop(record: PurchaseRecord, tellHost = false): Promise<void> {
    const { reference } = record;
    await this.#env.journal.forget(reference);
    if (tellHost) tellWithdrawn(this.#env, record);
    this.#hooks.gone(reference);
  }

  /** Writes what an event makes of a record, then tells of it. @returns the record; nothing where it was withdrawn */
  async #apply(
    record: PurchaseRecord,
    event: RecordEvent,
    signal: AbortSignal,
  ): Promise<PurchaseRecord | undefined> {
    const next = advance(record, event);
    // Looking for an order before the host is asked is this page's own affair, until it is asked.
    const looking = next.phase === 'authorizing' && next.step !== 'none';
    if (next === record || (looking && record.phase === 'authorizing')) return next;
    const { journal, channel, trouble } = this.#env;
    const kept = await keep(journal, record, next);
    signal.throwIfAborted();
    if (kept.kind === 'withdrawn') {
      await this.#drop(next, !kept.isTold);
      return undefined;
    }
    if (kept.kind === 'kept') {
      this.#hooks.changed(kept.record);
      channel.post({ type: 'changed', reference: kept.record.reference });
    }
    if (kept.record.phase === 'unconfirmed') {
      trouble(new CheckoutError('unconfirmed', 'Whether the order was placed is not known yet.'));
    }
    const told = await tell(this.#env, kept.record, signal);
    if (kept.kind === 'deleted') this.#hooks.unseen(told);
    return told;
  }
}
