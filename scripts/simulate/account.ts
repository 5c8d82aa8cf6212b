import { createGateway, type GatewayOptions } from '../../src/gateway/index.js';
import {
  createSandbox,
  DEMO_LOGIN,
  PRODUCTION_QUOTAS,
  type Sandbox,
  type Scenario,
  seededRandom,
} from '../../src/sandbox/index.js';
import { createTokenEndpoint } from '../../src/sandbox/token-endpoint.js';
import type { FastClock } from './clock.js';

export type Mode = 'gateway' | 'direct';

const SHOP = 'https://shop.example';
const API = 'https://api.example';
const TOKEN_PATH = '/esim/token';
const NETWORK_MS = 80;

/** One account of the API with its production quota, and how pages reach it. */
export class Account {
  readonly mode: Mode;
  readonly sandbox: Sandbox;
  /** Requests that reached the API, by `METHOD /path` with ids taken out, and status. */
  readonly atApi = new Map<string, number>();
  /** What a page's requests go to. */
  readonly base: string;
  readonly tokenUrl: string;
  readonly #clock: FastClock;
  readonly #random: () => number;
  readonly #paid = new Set<string>();
  readonly #serve: (request: Request) => Promise<Response>;

  constructor(
    mode: Mode,
    clock: FastClock,
    scenario: Partial<Scenario> = {},
    options: Partial<GatewayOptions> = {},
  ) {
    this.mode = mode;
    this.#clock = clock;
    this.#random = seededRandom(11);
    this.sandbox = createSandbox({
      clock,
      random: seededRandom(7),
      scenario: { quotas: PRODUCTION_QUOTAS, ...scenario },
    });
    this.base = mode === 'gateway' ? `${SHOP}/esim` : API;
    this.tokenUrl = SHOP + TOKEN_PATH;
    this.#serve = mode === 'gateway' ? this.#gateway(options) : this.#direct();
  }

  /** The host has the customer's money. */
  pay(customer: string, reference: string): void {
    this.#paid.add(`${customer} ${reference}`);
  }

  /** `fetch` as the page of one customer has it. */
  fetchOf(customer: string): typeof globalThis.fetch {
    return async (input, init) => {
      await this.#network();
      const request = new Request(input, init);
      request.headers.set('cookie', `who=${customer}`);
      request.headers.set('origin', SHOP);
      const response = await this.#serve(request);
      await this.#network();
      return response;
    };
  }

  #network(): Promise<void> {
    const ms = Math.round((NETWORK_MS / 2) * (0.5 + this.#random()));
    return new Promise((resolve) => this.#clock.setTimeout(resolve, ms));
  }

  #direct(): (request: Request) => Promise<Response> {
    const token = createTokenEndpoint(this.sandbox, TOKEN_PATH);
    return async (request) =>
      new URL(request.url).pathname === TOKEN_PATH ? token.fetch(request) : this.#api(request);
  }

  #gateway(options: Partial<GatewayOptions>): (request: Request) => Promise<Response> {
    const gateway = createGateway({
      account: DEMO_LOGIN,
      secret: 'the secret of a shop that is simulated',
      apiBase: API,
      clock: this.#clock,
      fetch: (input, init) => this.#api(new Request(input, init)),
      authenticate: (request) => request.headers.get('cookie')?.slice('who='.length),
      authorizeOrder: ({ customer, reference }) => this.#paid.has(`${customer} ${reference}`),
      ...options,
    });
    return (request) => gateway.fetch(request);
  }

  async #api(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const path = pathname.replace(/\/\d+/g, '/:id') + (search.includes('reference') ? '?' : '');
    const response = await this.sandbox.fetch(request);
    const name = `${request.method} ${path.replace('/api/v1/esim', '')} ${response.status}`;
    this.atApi.set(name, (this.atApi.get(name) ?? 0) + 1);
    return response;
  }
}
