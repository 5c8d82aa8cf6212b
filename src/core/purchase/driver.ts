import { LONGEST_RETRY_MS } from '../api/http.js';
import { raceAbort } from '../clock.js';
import { CheckoutError, type ErrorFacts, toCheckoutError } from '../errors.js';
import { advance, type RecordEvent } from './advance.js';
import { perform, readAgain } from './effects.js';
import type { Consent, Environment } from './environment.js';
import { keep } from './keep.js';
import { maybePlaced, sendingOf } from './progress.js';
import type { AuthorizingRecord, PurchaseRecord } from './record.js';
import { tell, tellWithdrawn } from './tell.js';
import { ACT_PATIENCE_MS, READ_PATIENCE_MS, Turns } from './turns.js';

/** Why the driver acts on a purchase. */
export type Wake =
  /** This page has just begun the purchase. */
  | 'begun'
  /** The page that acted on the purchase may have died. */
  | 'takeover'
  /** The customer, the host or a new visit asks for the status now. */
  | 'check';

export interface DriverHooks {
  /** Returns the last known record of a purchase. It is needed if the browser has emptied the journal. */
  recall(reference: string): PurchaseRecord | undefined;
  /** The journal has stored a new record. The element may show it. */
  changed(record: PurchaseRecord): void;
  /** The purchase is no longer on this device. */
  gone(reference: string): void;
  /** The customer deleted the purchase after its order was sent. `record` is its last known state. */
  unseen(record: PurchaseRecord): void;
}

/**
 * Acts on purchases. Only one page or element acts on a purchase at a time. The driver first writes each new record
 * to the journal. Then it updates the screen, notifies the other tabs and reports to the host, in this order.
 */
export class Driver {
  readonly turns: Turns;
  readonly #env: Environment;
  readonly #hooks: DriverHooks;
  readonly #driving = new Map<string, Promise<void>>();
  /** The host's consents that this page has received, by reference. */
  readonly #consents = new Map<string, Consent>();
  /** References that another tab withdrew while this page was driving them. */
  readonly #withdrawn = new Set<string>();
  /** The API must not be asked for an order's status before `until`, in epoch ms (from `Retry-After`). */
  #throttled: { until: number; error?: CheckoutError } = { until: 0 };
  #abort = new AbortController();

  constructor(env: Environment, hooks: DriverHooks) {
    this.#env = env;
    this.#hooks = hooks;
    this.turns = new Turns(env);
  }

  /** Aborts every request and wait. A later call continues from the journal. */
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

  /** Whether the next step asks the host for its payment: for the first time, or again after a page has died. */
  asksHost(record: PurchaseRecord): boolean {
    const sending = sendingOf(record);
    return sending === 'asking' || (sending === 'agreed' && !this.#goesOn(record));
  }

  /** This page itself stopped retrying, and it still has the host's consent. */
  #goesOn({ phase, reference }: PurchaseRecord): boolean {
    return phase === 'unconfirmed' && this.#consents.has(reference);
  }

  /**
   * Another tab has withdrawn an intent. If this page waits for its turn, it finds that out when its turn comes.
   * Without locks this page may already have the host's consent: it then sends nothing that it has not sent yet.
   * @returns whether this page drives the purchase
   */
  withdraw(reference: string): boolean {
    const driving = this.#driving.has(reference);
    if (driving) this.#withdrawn.add(reference);
    return driving;
  }

  /**
   * Drives a purchase until its outcome is known. A call while the driver is driving it joins that run. Never
   * rejects.
   */
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
   * @returns the error if the API could not be asked
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

  /** Marks a pending order as overdue. Called when foreground polling has ended. Never rejects. */
  async overdue(reference: string): Promise<void> {
    await this.#inTurn(reference, READ_PATIENCE_MS, async (record, signal) => {
      await this.#apply(record, { type: 'foreground-over', at: this.#env.clock.now() }, signal);
    });
  }

  /** Waits for this page's turn, then runs `task` with the last known record. Never rejects. */
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
        // Another tab withdrew an intent that is missing. The host must not be asked about it again.
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
    // Posted only now that this tab has the lock: a tab that gets the message queues for the lock, and must not get
    // it first.
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
        const event = await perform(record, this.#env, signal);
        // Before "posting" is stored: another tab takes a record that says so for an order that was sent.
        const veto = event.type === 'posting' && this.#lateVeto(record);
        if (veto) return veto.isUndecided ? this.#hooks.gone(record.reference) : this.#drop(record);
        if (this.#withdrawn.has(record.reference) && sendingOf(record) === 'agreed') {
          return this.#drop(record, true);
        }
        record = await this.#apply(record, event, signal);
      } else {
        // The outcome is known already: another tab was faster, or the page crashed before it reported to the host.
        this.#hooks.changed(await tell(this.#env, record, signal));
        return;
      }
    }
  }

  /**
   * Asks the host for its consent.
   * @returns the next record if the host agrees; `undefined` if it does not, and nothing is ordered
   */
  async #authorize(
    record: AuthorizingRecord,
    resumed: boolean,
    signal: AbortSignal,
  ): Promise<PurchaseRecord | undefined> {
    const { clock, journal, channel } = this.#env;
    const { reference } = record;
    const answer = this.#withdrawn.has(reference) ? {} : await this.#ask(record, resumed, signal);
    if ('seal' in answer) {
      this.#consents.set(reference, answer);
      return this.#apply(record, { type: 'authorized', at: clock.now() }, signal);
    }
    if (answer.isUndecided) {
      this.#hooks.gone(reference);
      return undefined;
    }
    if (await journal.withdraw(reference)) {
      channel.post({ type: 'withdrawn', reference });
      this.#hooks.gone(reference);
      return undefined;
    }
    // Without locks, another tab has received the host's consent in the meantime. It acts.
    const sent = await journal.read(reference);
    if (sent) this.#hooks.changed(sent);
    return undefined;
  }

  /** @returns the consent, or what is known about the veto */
  async #ask(
    record: AuthorizingRecord,
    resumed: boolean,
    signal: AbortSignal,
  ): Promise<Consent | ErrorFacts> {
    const { reference, plan } = record;
    const { authorize } = this.#env;
    try {
      return await raceAbort(signal, () => authorize({ reference, plan, resumed }, signal));
    } catch (error) {
      signal.throwIfAborted();
      return this.#vetoed(record, error);
    }
  }

  /**
   * Reports to the host why nothing is ordered. If the host may hold a payment, also reports the purchase as
   * withdrawn.
   * @returns what is known about the veto
   */
  #vetoed(record: PurchaseRecord, error: unknown): ErrorFacts {
    const veto =
      error instanceof CheckoutError
        ? error
        : new CheckoutError('authorization', 'The host did not agree: nothing is ordered.');
    this.#env.trouble(veto);
    if (veto.facts.mayBePaid) tellWithdrawn(this.#env, record);
    return veto.facts;
  }

  /**
   * Checks the consent once more, right before the first POST is stored and sent: the host may have vetoed the order
   * after it agreed.
   */
  #lateVeto(record: PurchaseRecord): ErrorFacts | undefined {
    if (maybePlaced(record)) return undefined;
    const veto = this.#consents.get(record.reference)?.seal();
    return veto && this.#vetoed(record, veto);
  }

  /** Deletes a purchase whose order was not sent and never will be. */
  async #drop(record: PurchaseRecord, tellHost = false): Promise<void> {
    const { reference } = record;
    await this.#env.journal.forget(reference);
    if (tellHost) tellWithdrawn(this.#env, record);
    this.#hooks.gone(reference);
  }

  /**
   * Applies an event to a record, saves the result, then shows and reports it.
   * @returns the stored record; `undefined` if the purchase was withdrawn
   */
  async #apply(
    record: PurchaseRecord,
    event: RecordEvent,
    signal: AbortSignal,
  ): Promise<PurchaseRecord | undefined> {
    const next = advance(record, event);
    // A look-up before the host is asked changes nothing that other pages or the screen need, so it is not saved.
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
