import type { IssuedToken, Tokens } from './auth.js';
import type { SandboxClock } from './clock.js';

/** So long must pass between two log-ins because of a refusal, however many customers report it. */
const FLOOR_MS = 1000;
/** The host renews its log-in well before the element asks for another token. */
const RENEW_BEFORE_MS = 10 * 60_000;

interface Login extends IssuedToken {
  at: number;
  key: string;
}

/** The one log-in to the API that the host's server shares among its customers. */
export class HostLogin {
  readonly #clock: SandboxClock;
  readonly #tokens: Tokens;
  #login: Login | undefined;

  constructor(clock: SandboxClock, tokens: Tokens) {
    this.#clock = clock;
    this.#tokens = tokens;
  }

  /** The server has started anew. */
  forget(): void {
    this.#login = undefined;
  }

  /** @param refused a customer says that the API refused the last token */
  token(refused: boolean, ttlSeconds: number, jwt: boolean): IssuedToken {
    const now = this.#clock.now();
    const key = `${ttlSeconds} ${jwt}`;
    const login = this.#login;
    if (login?.key === key && now >= login.at) {
      const life = login.expiresAt - login.at;
      const isDue = now >= login.at + Math.max(life - RENEW_BEFORE_MS, life * 0.6);
      const isRefused = refused && now >= login.at + FLOOR_MS;
      if (!isDue && !isRefused) return login;
    }
    this.#login = { ...this.#tokens.issue(ttlSeconds, { jwt }), at: now, key };
    return this.#login;
  }
}
