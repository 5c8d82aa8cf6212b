import { del, get, type UseStore, update } from 'idb-keyval';
import { purchasesKey } from './key.js';
import { mergeRecords } from './merge.js';
import { sendingOf } from './progress.js';
import { readRecord } from './read-record.js';
import type { PurchaseRecord } from './record.js';

/** A customer's stored purchases by reference. Values stay `unknown` until each has been read. */
type Shelf = Record<string, unknown>;

export interface JournalOptions {
  store: UseStore;
  /** API base and customer: whose purchases these are. */
  base: string;
  customer: string;
  /** IndexedDB fails. Purchases continue in memory. */
  onTrouble(): void;
  /** A stored record could not be read. It was moved to another key. */
  onUnreadable(): void;
}

/**
 * The write-ahead log of one customer's purchases. All records are under one key, so that each change is one atomic
 * `update` across tabs. When storage fails, the journal keeps records in memory and writes them with the next change
 * that succeeds.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #key: IDBValidKey;
  readonly #asideKey: IDBValidKey;
  /** The records at the last successful read or write. They are used while storage fails. */
  #seen: readonly PurchaseRecord[] | undefined;
  /** Records that could not be written. */
  readonly #unsaved = new Map<string, PurchaseRecord>();
  /** References that this page has deleted. A late write must not restore them. */
  readonly #forgotten = new Set<string>();
  /** Deleted references whose withdrawal was reported to the host. */
  readonly #told = new Set<string>();
  /** References that were in storage at some time. */
  readonly #stored = new Set<string>();
  /** By reference, the page that last sent the order, as far as storage said so. */
  readonly #senders = new Map<string, number>();

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#key = purchasesKey(options.base, options.customer);
    this.#asideKey = ['unreadable', options.base, options.customer];
  }

  /** Whether `reference` is in memory only. */
  isUnsaved(reference: string): boolean {
    return this.#unsaved.has(reference);
  }

  /** Whether storage could be read or written at least once. */
  get wasRead(): boolean {
    return this.#seen !== undefined;
  }

  /** All purchases, newest first. */
  async list(): Promise<PurchaseRecord[]> {
    try {
      const { readable, aside } = sort(await get<unknown>(this.#key, this.#options.store));
      this.#note(readable);
      if (aside.length > 0) await this.#putAside();
    } catch {
      this.#options.onTrouble();
    }
    return this.#remembered();
  }

  #note(readable: PurchaseRecord[]): void {
    this.#seen = readable;
    for (const record of readable) {
      this.#stored.add(record.reference);
      if (sendingOf(record) === 'sent' && record.sender !== undefined)
        this.#senders.set(record.reference, record.sender);
    }
  }

  #remembered(): PurchaseRecord[] {
    const records = new Map((this.#seen ?? []).map((record) => [record.reference, record]));
    for (const record of this.#unsaved.values()) {
      const stored = records.get(record.reference);
      records.set(record.reference, stored ? mergeRecords(stored, record) : record);
    }
    for (const reference of this.#forgotten) records.delete(reference);
    return [...records.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  async read(reference: string): Promise<PurchaseRecord | undefined> {
    return (await this.list()).find((record) => record.reference === reference);
  }

  /**
   * Writes the intent to buy, unless `existing` finds the same intent of another tab or element.
   * @returns the record to continue with
   */
  async begin(
    record: PurchaseRecord,
    existing: (records: PurchaseRecord[]) => PurchaseRecord | undefined,
  ): Promise<PurchaseRecord> {
    let kept = record;
    const saved = await this.#change((shelf) => {
      kept = existing(sort(shelf).readable) ?? record;
      return kept === record ? put(shelf, record) : shelf;
    });
    if (saved) return kept;
    kept = existing(this.#remembered()) ?? record;
    if (kept === record) this.#unsaved.set(record.reference, record);
    return kept;
  }

  /**
   * Saves a record. Resolves when the write is durable, or when it has failed.
   * @param where `if-there`: only if no other tab has deleted the record
   * @returns the stored record, merged with what other tabs have written; `undefined` if the purchase was deleted
   */
  async save(
    record: PurchaseRecord,
    where: 'always' | 'if-there' = 'always',
  ): Promise<PurchaseRecord | undefined> {
    const { reference } = record;
    let kept: PurchaseRecord | undefined = record;
    const saved = await this.#change((shelf, before) => {
      const isGone = where === 'if-there' && this.#isMissing(reference, before);
      if (isGone || this.#forgotten.has(reference)) {
        kept = undefined;
        const { [reference]: _, ...rest } = shelf;
        return rest;
      }
      const next = put(shelf, record);
      kept = next[reference] as PurchaseRecord;
      return next;
    });
    if (saved) this.#unsaved.delete(reference);
    else if (this.#forgotten.has(reference)) kept = undefined;
    else if (kept) this.#unsaved.set(reference, kept);
    return kept;
  }

  /**
   * Deletes one purchase, or all of this customer's purchases together with the unreadable records.
   * @returns the deleted purchases in their last known state; storage may still hold them if it fails
   */
  async forget(reference?: string): Promise<PurchaseRecord[]> {
    let deleted: PurchaseRecord[] = [];
    const drop = (records: PurchaseRecord[]): void => {
      deleted = records.filter((each) => (reference ?? each.reference) === each.reference);
      if (reference !== undefined) this.noteForgotten(reference);
      for (const each of deleted) this.noteForgotten(each.reference);
    };
    const known = this.#remembered();
    // The records are read inside this change, after all earlier writes: one of these may say that the order is being
    // sent.
    const stored = await this.#change((shelf) => {
      drop(sort(shelf).readable);
      return shelf;
    });
    // Storage may have been read, and have refused the write.
    if (!stored && deleted.length === 0) drop(known);
    if (reference !== undefined) return deleted;
    await del(this.#key, this.#options.store).then(
      () => this.#note([]),
      () => this.#options.onTrouble(),
    );
    await del(this.#asideKey, this.#options.store).catch(() => undefined);
    return deleted;
  }

  /**
   * Deletes an intent, unless another tab already has the host's consent for it.
   * @returns whether the intent is deleted
   */
  async withdraw(reference: string): Promise<boolean> {
    let gone = true;
    const deleted = await this.#change((shelf) => {
      gone = (readRecord(shelf[reference])?.phase ?? 'authorizing') === 'authorizing';
      if (!gone) return shelf;
      const { [reference]: _, ...rest } = shelf;
      return rest;
    });
    // If storage deleted it, later writes stay possible: another tab may still get the host's consent and order.
    if (deleted) this.#unsaved.delete(reference);
    else if (gone) this.noteForgotten(reference);
    return gone;
  }

  /** The record was in storage and no longer is: another tab has deleted it. */
  #isMissing(reference: string, shelf: Shelf): boolean {
    return this.#stored.has(reference) && !(reference in shelf);
  }

  /**
   * Another tab has deleted the record, and it stays deleted. An order that may have been sent is written again,
   * because it may exist at the API.
   */
  #wasDeleted(record: PurchaseRecord, shelf: Shelf): boolean {
    return sendingOf(record) !== 'sent' && this.#isMissing(record.reference, shelf);
  }

  /** Whether storage held the record at the last read or write. */
  isHeld(reference: string): boolean {
    return this.#seen?.some((record) => record.reference === reference) ?? false;
  }

  isForgotten(reference: string): boolean {
    return this.#forgotten.has(reference);
  }

  /** Whether another page than that of `record` has sent the order, as far as this page has read. */
  wasSentElsewhere({ reference, sender }: PurchaseRecord): boolean {
    const last = this.#senders.get(reference);
    return last !== undefined && last !== sender;
  }

  /** Whether this page or another tab has reported the withdrawal of a deleted purchase to the host. */
  isTold(reference: string): boolean {
    return this.#told.has(reference);
  }

  noteTold(reference: string): void {
    this.#told.add(reference);
  }

  noteForgotten(reference: string): void {
    this.#forgotten.add(reference);
    this.#unsaved.delete(reference);
  }

  /**
   * Makes one atomic change. It includes the writes and deletes that failed before.
   * @param change gets the shelf with the late writes, and the shelf as it was stored; returns the new shelf
   * @returns whether the change was stored
   */
  async #change(change: (shelf: Shelf, before: Shelf) => Shelf): Promise<boolean> {
    const late = [...this.#unsaved.values()];
    const { store } = this.#options;
    let shelf: Shelf = {};
    try {
      await update<unknown>(
        this.#key,
        (old) => {
          const before = toShelf(old);
          const kept = late.filter((record) => !this.#wasDeleted(record, before));
          shelf = { ...change(kept.reduce(put, before), before) };
          for (const reference of this.#forgotten) delete shelf[reference];
          // `undefined` reads as an empty shelf.
          return Object.keys(shelf).length > 0 ? shelf : undefined;
        },
        store,
      );
      this.#note(sort(shelf).readable);
      for (const record of late) {
        if (this.#unsaved.get(record.reference) === record) this.#unsaved.delete(record.reference);
      }
      return true;
    } catch {
      this.#options.onTrouble();
      return false;
    }
  }

  /** Moves unreadable records to their own key, in one transaction. A later version may be able to read them. */
  async #putAside(): Promise<void> {
    this.#options.onUnreadable();
    await this.#options.store('readwrite', (store) => {
      const here: UseStore = async (_mode, use) => use(store);
      let found: unknown[] = [];
      void update<unknown>(
        this.#key,
        (stored) => {
          const { readable, aside } = sort(stored);
          found = aside;
          return Object.fromEntries(readable.map((record) => [record.reference, record]));
        },
        here,
      );
      return update<unknown[]>(this.#asideKey, (old) => [...(old ?? []), ...found], here);
    });
  }
}

/** Returns the shelf with `record` merged in. An unreadable record under the same reference gets another name. */
function put(shelf: Shelf, record: PurchaseRecord): Shelf {
  const { reference } = record;
  const old = shelf[reference];
  const stored = readRecord(old);
  return {
    ...shelf,
    ...(stored || old === undefined ? {} : { [`unreadable ${reference}`]: old }),
    [reference]: stored ? mergeRecords(stored, record) : record,
  };
}

/** Reads a stored value as a shelf. A value that is not a shelf is kept as an unreadable record on a new shelf. */
function toShelf(stored: unknown): Shelf {
  if (stored === undefined) return {};
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored)
    ? (stored as Shelf)
    : { '': stored };
}

function sort(stored: unknown): { readable: PurchaseRecord[]; aside: unknown[] } {
  const readable: PurchaseRecord[] = [];
  const aside: unknown[] = [];
  for (const value of Object.values(toShelf(stored))) {
    const record = readRecord(value);
    if (record) readable.push(record);
    else aside.push(value);
  }
  return { readable, aside };
}
