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
  /** IndexedDB cannot be used; purchases go on in memory. */
  onTrouble(): void;
  /** A stored record could not be read and was put aside. */
  onUnreadable(): void;
}

/**
 * The write-ahead log of one customer's purchases. All of them live under one key, so that each change
 * is one atomic `update` across tabs. When storage fails, records are kept in memory and written with
 * the next change that succeeds.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #key: IDBValidKey;
  readonly #asideKey: IDBValidKey;
  /** What storage held when it was last read or written: what counts while it cannot be. */
  #seen: readonly PurchaseRecord[] | undefined;
  /** Records that storage would not take. */
  readonly #unsaved = new Map<string, PurchaseRecord>();
  /** References that this page was told to forget; a late write must not bring them back. */
  readonly #forgotten = new Set<string>();
  /** Of these the host was told that they are withdrawn. */
  readonly #told = new Set<string>();
  /** References that storage was seen to hold. */
  readonly #stored = new Set<string>();

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#key = purchasesKey(options.base, options.customer);
    this.#asideKey = ['unreadable', options.base, options.customer];
  }

  /** Whether `reference` is in memory only. */
  isUnsaved(reference: string): boolean {
    return this.#unsaved.has(reference);
  }

  /** Whether storage has ever answered. */
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
    for (const { reference } of readable) this.#stored.add(reference);
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
   * Writes the intent to buy, unless `existing` finds that another tab or element has it already.
   * @returns the record to go on with
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
   * Writes what is now known; resolves when it is durable or could not be made so.
   * @param where `if-there`: not where another tab has deleted the record, which this page may not have heard of
   * @returns what was stored, which may hold more where another tab was ahead; nothing where it was deleted before
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
   * Deletes one purchase, or all of this customer's with everything kept aside.
   * @returns what this page has let go of, as it was last; storage may still hold it where it fails
   */
  async forget(reference?: string): Promise<PurchaseRecord[]> {
    let deleted: PurchaseRecord[] = [];
    const drop = (records: PurchaseRecord[]): void => {
      deleted = records.filter((each) => (reference ?? each.reference) === each.reference);
      if (reference !== undefined) this.noteForgotten(reference);
      for (const each of deleted) this.noteForgotten(each.reference);
    };
    // Not before its turn among the writes: what is then on its way to be sent is none that was never sent.
    const stored = await this.#change((shelf) => {
      drop(sort(shelf).readable);
      return shelf;
    });
    if (!stored) drop(this.#remembered());
    if (reference !== undefined) return deleted;
    await del(this.#key, this.#options.store).catch(() => this.#options.onTrouble());
    await del(this.#asideKey, this.#options.store).catch(() => undefined);
    return deleted;
  }

  /** Takes an intent back, unless another tab has gone on with it. @returns whether it is gone */
  async withdraw(reference: string): Promise<boolean> {
    let gone = true;
    const deleted = await this.#change((shelf) => {
      gone = (readRecord(shelf[reference])?.phase ?? 'authorizing') === 'authorizing';
      if (!gone) return shelf;
      const { [reference]: _, ...rest } = shelf;
      return rest;
    });
    // Not for good where it could be deleted: another tab may be told yes yet, and its order is kept.
    if (deleted) this.#unsaved.delete(reference);
    else if (gone) this.noteForgotten(reference);
    return gone;
  }

  /** It was stored once and is not any more: another tab has deleted it. */
  #isMissing(reference: string, shelf: Shelf): boolean {
    return this.#stored.has(reference) && !(reference in shelf);
  }

  /** What may have been sent is written all the same: its order exists whatever the device remembers. */
  #wasDeleted(record: PurchaseRecord, shelf: Shelf): boolean {
    return sendingOf(record) !== 'sent' && this.#isMissing(record.reference, shelf);
  }

  /** Whether storage held it when it was last read or written. */
  isHeld(reference: string): boolean {
    return this.#seen?.some((record) => record.reference === reference) ?? false;
  }

  isForgotten(reference: string): boolean {
    return this.#forgotten.has(reference);
  }

  /** Whether the host knows that a deleted purchase is not ordered, from this page or the one that deleted it. */
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
   * One atomic change, with everything that could not be written or deleted before.
   * @param change gets the shelf with what could not be written, and as it was stored
   * @returns whether it was stored
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
          // Nothing left is stored as nothing.
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

  /** Moves what cannot be read, in one transaction, to a key of its own: a later version may understand it. */
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

/** The shelf with what is now known; what cannot be read in its place moves over. */
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

/** What lies where a shelf belongs and is none is kept on the new one, as a record that cannot be read. */
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
