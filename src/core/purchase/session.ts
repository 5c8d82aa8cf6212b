import { LONGEST_RETRY_MS } from '../api/http.js';
import { CheckoutError } from '../errors.js';
import { isSeen, Poller } from '../polling/poller.js';
import { scheduleFor } from '../polling/schedule.js';
import type { Money, Plan } from '../types.js';
import { planProblem } from './check-plan.js';
import { Driver } from './driver.js';
import type { Environment, Message } from './environment.js';
import { forget } from './forget.js';
import { type ChoosingState, type MachineEvent, type State, transition } from './machine.js';
import { isGivenUp, isUndecided, isUnfinished, isUntold } from './progress.js';
import { samePlan } from './purchase.js';
import { newRecord, type PurchaseRecord } from './record.js';
import { Unseen } from './unseen.js';

/** A session that starts continues at most this many unfinished purchases. The others wait until they are opened. */
const MAX_RESUMED = 10;
/**
 * If storage does not answer, the session reads it once more after this pause, in ms. It is longer than the pause of
 * `storage.ts` after a failure.
 */
const STORAGE_REST_MS = 11_000;

/**
 * The purchases of one element. The session decides which purchase is on the screen, polls it, and follows other tabs
 * and elements. The driver and the machine handle the order itself.
 */
export class PurchaseSession {
  readonly #env: Environment;
  readonly #driver: Driver;
  readonly #unseen: Unseen;
  readonly #listeners = new Set<() => void>();
  /** The last known record of each purchase that this session has shown or read from the journal. */
  readonly #known = new Map<string, PurchaseRecord>();
  /** References of placed orders that the customer has seen on this page. */
  readonly #seen = new Set<string>();
  #state: State = { phase: 'loading' };
  #choosing: ChoosingState = { phase: 'loading' };
  #started: Promise<void> | undefined;
  #beginning: Promise<{ driven: Promise<void> }> | undefined;
  #poller: Poller | undefined;
  #polled = '';
  #later: unknown;
  #unlisten: (() => void)[] = [];
  #unreachable = false;

  constructor(env: Environment) {
    this.#env = env;
    this.#unseen = new Unseen(env);
    this.#driver = new Driver(env, {
      recall: (reference) => this.#known.get(reference),
      changed: (record) => this.#changed(record),
      gone: (reference) => this.#gone(reference),
      unseen: (record) => this.#unseen.add(record),
    });
  }

  get state(): State {
    return this.#state;
  }

  /** The last look at the shown order did not reach the API. */
  get unreachable(): boolean {
    return this.#unreachable;
  }

  /** The shown purchase is in memory only. */
  get unsaved(): boolean {
    const reference = this.#shownReference();
    return reference !== undefined && this.#env.journal.isUnsaved(reference);
  }

  /** Calls `listener` after every change, the purchases of other tabs included. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads the journal and continues unfinished purchases. Resolves when the first state is known. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  /** Ends every request, timer and listener. A later `start()` continues from the journal. */
  stop(): void {
    this.#driver.stop();
    this.#unseen.stop();
    this.#stopPolling();
    this.#env.clock.clearTimeout(this.#later);
    for (const unlisten of this.#unlisten.splice(0)) unlisten();
    this.#beginning = undefined;
    this.#started = undefined;
  }

  async #start(): Promise<void> {
    const { channel, activity } = this.#env;
    const state = () => ({ active: activity.active(), seen: isSeen(activity) });
    let last = state();
    this.#unlisten.push(
      channel.listen((message) => void this.#heard(message)),
      activity.subscribe(() => {
        const now = state();
        const returned = (now.active && !last.active) || (now.seen && !last.seen);
        last = now;
        if (returned && this.#state.phase === 'unconfirmed') void this.refresh();
      }),
    );
    this.#unseen.start();
    await this.#resume();
  }

  /** Shows an unfinished purchase, or else a delivered one that is not installed yet, and continues it. */
  async #resume(isLast = false): Promise<void> {
    const { signal } = this.#driver;
    const { clock, journal } = this.#env;
    const records = await journal.list();
    if (signal.aborted) return;
    if (!journal.wasRead && !isLast) {
      // Storage may just be slow. It may hold an order.
      this.#later = clock.setTimeout(() => void this.#resume(true), STORAGE_REST_MS);
    }
    for (const record of records) this.#known.set(record.reference, record);
    const shown = this.#shownReference();
    const record =
      records.find(({ reference }) => reference === shown) ??
      records.find(isUnfinished) ??
      records.find(({ phase }) => phase === 'delivered');
    if (record) {
      this.#dispatch({ type: 'show', record });
      this.#goOn(record);
    } else if (shown !== undefined) {
      this.leave();
    }
    const open = records.filter((each) => isUnfinished(each) || isGivenUp(each));
    for (const other of open.slice(0, MAX_RESUMED)) {
      if (other !== record) this.#goOn(other);
    }
    for (const { reference } of records.filter(isUntold)) {
      void this.#driver.drive(reference, 'check');
    }
  }

  #goOn(record: PurchaseRecord): void {
    const { reference, orderId } = record;
    if (this.#mayGoOn(record)) void this.#driver.drive(reference, 'check');
    else if (orderId !== undefined) void this.#look(reference, 1000);
  }

  /**
   * Whether the driver may drive the purchase now. Only the purchase on the screen may ask the host for a payment.
   */
  #mayGoOn(record: PurchaseRecord): boolean {
    return (
      isUndecided(record) &&
      (!this.#driver.asksHost(record) || this.#shownReference() === record.reference)
    );
  }

  /** Sets the state of the catalogue. The session shows it while no purchase is on the screen. */
  choose(state: ChoosingState): void {
    const { phase, error } = this.#choosing;
    if (state.phase === phase && state.error === error) return;
    this.#choosing = state;
    this.#dispatch({ type: 'catalogue', state });
  }

  /**
   * Begins one purchase. Further calls while it is under way join it. Resolves when its outcome is known. Does
   * nothing if the session is not started. Reports an invalid plan to the host.
   */
  async buy(plan: Plan, walletId?: string, paid?: Money): Promise<void> {
    if (!this.#started) return;
    const problem = planProblem(plan);
    if (problem !== undefined) {
      this.#env.trouble(new CheckoutError('configuration', `${problem} Nothing is ordered.`));
      return;
    }
    const { phase } = this.#state;
    const shown = this.#shownReference();
    const underWay = phase === 'authorizing' || phase === 'ordering';
    if (!this.#beginning && shown !== undefined && underWay) {
      return this.#driver.drive(shown, 'takeover');
    }
    this.#beginning ??= this.#begin(plan, walletId, paid);
    const beginning = this.#beginning;
    const { driven } = await beginning.finally(() => {
      // From now on a call joins the purchase on the screen. A customer who has left that screen may buy another.
      if (this.#beginning === beginning) this.#beginning = undefined;
    });
    await driven;
  }

  async #begin(
    plan: Plan,
    walletId: string | undefined,
    paid: Money | undefined,
  ): Promise<{ driven: Promise<void> }> {
    const { clock, journal, newReference } = this.#env;
    const { signal } = this.#driver;
    const fresh = newRecord(newReference(), plan, clock.now(), walletId, paid);
    const record = await journal.begin(fresh, (records) =>
      this.#latest(records).find(
        (other) => samePlan(other.plan, plan) && this.#isSameIntent(other),
      ),
    );
    if (signal.aborted) return { driven: Promise.resolve() };
    const { reference } = record;
    this.#known.set(reference, record);
    this.#dispatch({ type: 'show', record });
    return { driven: this.#driver.drive(reference, record === fresh ? 'begun' : 'check') };
  }

  /**
   * A record of the same plan is the same intent if it is undecided, if its order is open and the customer has not seen
   * that on this page, or if another tab has just written it.
   */
  #isSameIntent(other: PurchaseRecord): boolean {
    const { reference } = other;
    return (
      isUndecided(other) ||
      (isUnfinished(other) && !this.#seen.has(reference)) ||
      !this.#known.has(reference)
    );
  }

  /** The stored records, and the last known records of purchases that are no longer in storage. */
  #latest(stored: PurchaseRecord[]): PurchaseRecord[] {
    const known = [...this.#known.values(), ...stored];
    return [...new Map(known.map((record) => [record.reference, record])).values()];
  }

  /** Shows the plans. An order under way continues. */
  leave(): void {
    this.#dispatch({ type: 'leave', to: this.#choosing });
  }

  /** Checks the shown order now. Resolves when the answer is on the screen. */
  async refresh(): Promise<void> {
    const shown = this.#shownReference();
    if (shown !== undefined) await this.check(shown);
  }

  /** Checks a known order now, whether it is shown or not. Resolves when the result is stored. */
  async check(reference: string): Promise<void> {
    const record = this.#known.get(reference);
    if (!record || !this.#started) return;
    if (this.#mayGoOn(record)) await this.#driver.drive(reference, 'check');
    else if (record.orderId !== undefined) await this.#look(reference, 0);
  }

  purchases(): Promise<PurchaseRecord[]> {
    return this.#env.journal.list();
  }

  /** Shows an earlier purchase. @returns whether this device knows it */
  async open(reference: string): Promise<boolean> {
    if (!this.#started) return false;
    const { signal } = this.#driver;
    const record = await this.#env.journal.read(reference);
    if (!record || signal.aborted) return false;
    this.#known.set(reference, record);
    this.#dispatch({ type: 'show', record });
    this.#goOn(record);
    return true;
  }

  /** Deletes one purchase, or all of this customer's, here and in other tabs. */
  async forget(reference?: string): Promise<void> {
    const deleted = await forget(this.#env, reference);
    for (const record of deleted) {
      this.#unseen.add(record);
      this.#gone(record.reference);
    }
    if (reference !== undefined) this.#gone(reference);
  }

  async #heard(message: Message): Promise<void> {
    const { type, reference } = message;
    const { journal } = this.#env;
    const { signal } = this.#driver;
    if (type === 'who-acts' || type === 'acting') return this.#driver.turns.heard(type, reference);
    if (type === 'forgotten') {
      if (message.told) journal.noteTold(reference);
      // Delete it here as well: this page may have written it after the other tab deleted it.
      await journal.forget(reference);
      return this.#gone(reference);
    }
    if (type === 'withdrawn') {
      if (!this.#driver.withdraw(reference)) this.#gone(reference);
      return;
    }
    const record = await journal.read(reference);
    if (!record || signal.aborted) return;
    const unseen = !this.#known.has(reference);
    const shown = this.#shownReference();
    if (unseen && shown === undefined && !this.#beginning) {
      this.#known.set(reference, record);
      this.#dispatch({ type: 'show', record });
    }
    this.#changed(record);
    // Queue for the lock, so that this page continues if the acting page dies.
    if (isUndecided(record) && this.#shownReference() === reference) {
      void this.#driver.drive(reference, 'takeover');
    }
  }

  #changed(record: PurchaseRecord): void {
    const { reference, phase } = record;
    if (this.#env.journal.isForgotten(reference)) return;
    const before = this.#known.get(reference)?.phase;
    this.#known.set(reference, record);
    const shown = this.#shownReference();
    // The customer left the payment screen, but the host took the payment.
    const paid = shown === undefined && before === 'authorizing' && phase === 'ordering';
    if (paid || shown === reference) this.#dispatch({ type: 'show', record });
    else this.#notify();
  }

  #gone(reference: string): void {
    this.#known.delete(reference);
    if (this.#shownReference() === reference) this.leave();
    else this.#notify();
  }

  async #look(reference: string, freshMs: number, byItself = false): Promise<number | undefined> {
    const trouble = await this.#driver.look(reference, freshMs);
    const wait = trouble?.facts.retryAfterMs;
    // Nobody has asked, and the page looks again by itself: the API only slows it down.
    const unreachable = Boolean(trouble) && !(byItself && wait !== undefined);
    if (this.#shownReference() === reference && this.#unreachable !== unreachable) {
      this.#unreachable = unreachable;
      this.#notify();
    }
    return wait;
  }

  #shownReference(): string | undefined {
    return 'record' in this.#state ? this.#state.record.reference : undefined;
  }

  #dispatch(event: MachineEvent): void {
    const next = transition(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    if ('record' in next && next.record.orderId !== undefined)
      this.#seen.add(next.record.reference);
    this.#watch();
    this.#notify();
  }

  /** Keeps one poller for the shown purchase. A change of phase starts a new one. */
  #watch(): void {
    const record = 'record' in this.#state ? this.#state.record : undefined;
    this.#askLater(record);
    const schedule = record?.orderId === undefined ? undefined : scheduleFor(record.phase);
    const polled = record && schedule ? `${record.phase} ${record.reference}` : '';
    if (polled === this.#polled) return;
    this.#stopPolling();
    this.#unreachable = false;
    if (!record || !schedule || !this.#started) return;
    this.#polled = polled;
    const { clock, random, activity } = this.#env;
    const { reference, phase } = record;
    this.#poller = new Poller({
      clock,
      random,
      activity,
      schedule,
      check: (pause) => this.#look(reference, pause / 2, true),
      onEnd: () => {
        if (phase === 'pending') void this.#driver.overdue(reference);
      },
    });
  }

  /** Continues a purchase whose retries stopped because of a long `Retry-After`, once that time has passed. */
  #askLater(record: PurchaseRecord | undefined): void {
    if (record?.phase !== 'unconfirmed' || !this.#started) return;
    const { clock } = this.#env;
    const wait = (record.throttledUntil ?? 0) - clock.now();
    if (wait <= 0 || wait > LONGEST_RETRY_MS) return;
    clock.clearTimeout(this.#later);
    this.#later = clock.setTimeout(() => void this.check(record.reference), wait);
  }

  #stopPolling(): void {
    this.#poller?.stop();
    this.#poller = undefined;
    this.#polled = '';
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
