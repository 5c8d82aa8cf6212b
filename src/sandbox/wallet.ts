import type { SandboxClock } from './clock.js';
import { ApiError, validationFailure } from './errors.js';
import type { LedgerEntry, SandboxStore } from './types.js';

/** One wallet a currency, as `id` and opening balance. */
const WALLETS: Record<string, readonly [id: number, opening: number]> = {
  USD: [1, 100_000],
  EUR: [2, 100_000],
  GBP: [3, 100_000],
  JPY: [4, 20_000_000],
  KRW: [5, 200_000_000],
  KWD: [6, 40_000],
};

// Four decimals, as the vendor's own example (4.5 less 5 % is 4.275) needs.
export const rounded = (amount: number): number => Math.round(amount * 1e4) / 1e4;

export const netAmount = (amount: number, discountPercent: number): number =>
  rounded(amount * (1 - discountPercent / 100));

/** Debits less refunds of one reference, as a count: 0 or 1 in a sound world. */
export const outstanding = (entries: readonly LedgerEntry[], clientReference: string): number =>
  entries
    .filter((entry) => entry.clientReference === clientReference)
    .reduce((count, { kind }) => count + (kind === 'debit' ? 1 : -1), 0);

interface Movement {
  walletId: number;
  amount: number;
  orderId: number;
  clientReference: string;
}

/** The account's money: an append-only ledger. */
export class Wallet {
  readonly #clock: SandboxClock;
  readonly #store: SandboxStore;
  readonly #balances = new Map<number, number>();
  #entries: LedgerEntry[] = [];

  constructor(clock: SandboxClock, store: SandboxStore) {
    this.#clock = clock;
    this.#store = store;
    this.load();
  }

  /** Reads the ledger anew from the store. */
  load(): void {
    this.#entries = this.#store.all('ledger') as LedgerEntry[];
    for (const [id, opening] of Object.values(WALLETS)) this.#balances.set(id, opening);
    for (const entry of this.#entries) this.#balances.set(entry.walletId, entry.balance);
  }

  entries(): LedgerEntry[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }

  balance(currency: string): number {
    return this.#balances.get(WALLETS[currency]?.[0] ?? 0) ?? 0;
  }

  balances(): Record<string, number> {
    return Object.fromEntries(Object.keys(WALLETS).map((code) => [code, this.balance(code)]));
  }

  /** The wallet an order is paid from: the named one, else the currency's. */
  choose(walletId: unknown, currency: string): number {
    const own = WALLETS[currency]?.[0];
    if (walletId === undefined || walletId === null) {
      if (own === undefined) throw validationFailure(`No wallet in ${currency}`);
      return own;
    }
    const named = Object.values(WALLETS).find(([id]) => String(id) === String(walletId));
    if (named === undefined) throw validationFailure('wallet_id is not a wallet of this account');
    if (named[0] !== own) throw validationFailure(`wallet_id is not a ${currency} wallet`);
    return named[0];
  }

  canPay(walletId: number, amount: number): boolean {
    return (this.#balances.get(walletId) ?? 0) >= amount;
  }

  debit(movement: Movement): LedgerEntry {
    if (!this.canPay(movement.walletId, movement.amount)) {
      throw new ApiError(400, 'Insufficient wallet balance', { code: 'INSUFFICIENT_BALANCE' });
    }
    return this.#append('debit', movement.walletId, movement.amount, movement);
  }

  refund(movement: Movement): LedgerEntry {
    return this.#append('refund', movement.walletId, movement.amount, movement);
  }

  setBalance(currency: string, balance: number): void {
    const id = WALLETS[currency]?.[0];
    if (id === undefined) throw new TypeError(`no wallet in ${currency}`);
    this.#append('adjustment', id, rounded(balance - this.balance(currency)));
  }

  #append(
    kind: LedgerEntry['kind'],
    walletId: number,
    amount: number,
    order?: { orderId: number; clientReference: string },
  ): LedgerEntry {
    const before = this.#balances.get(walletId) ?? 0;
    const currency = Object.keys(WALLETS).find((code) => WALLETS[code]?.[0] === walletId) ?? '';
    const entry: LedgerEntry = {
      id: `TXN-${String(this.#entries.length + 1).padStart(8, '0')}`,
      kind,
      walletId,
      currency,
      amount,
      balance: rounded(before + (kind === 'debit' ? -amount : amount)),
      ...(order === undefined
        ? {}
        : { orderId: order.orderId, clientReference: order.clientReference }),
      at: this.#clock.iso(),
    };
    this.#entries.push(entry);
    this.#balances.set(walletId, entry.balance);
    this.#store.put('ledger', entry.id, entry);
    return entry;
  }
}
