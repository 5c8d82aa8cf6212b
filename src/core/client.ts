import type { UseStore } from 'idb-keyval';
import { Http } from './api/http.js';
import { type GetToken, TokenSource } from './api/token.js';
import { Catalogue } from './catalogue.js';
import type { Clock } from './clock.js';

export interface ClientOptions {
  /** The API's base: an absolute URL without a trailing slash. */
  base: string;
  getToken: GetToken;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  store: UseStore;
}

/** The API client that the elements of a page share: one token, one catalogue. The session handles orders. */
export class Client {
  readonly base: string;
  readonly tokens: TokenSource;
  readonly catalogue: Catalogue;
  readonly http: Http;

  constructor({ base, getToken, fetch, clock, store }: ClientOptions) {
    this.tokens = new TokenSource(getToken, clock);
    this.http = new Http({ base, fetch, clock, tokens: this.tokens });
    this.base = base;
    this.catalogue = new Catalogue(this.http, store, clock, base);
  }
}
