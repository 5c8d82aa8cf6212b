import express, { type Express, type RequestHandler } from 'express';

interface DirectConfig {
  apiBase: string;
  account: { username: string; password: string };
  /** Yours: answers 401 unless a customer is signed in. */
  requireCustomer: RequestHandler;
}

interface Login {
  access_token: string;
  access_expires_at: string;
}

const RENEW_BEFORE_MS = 10 * 60_000;
/** The API allows ten log-ins a minute: tokens that are refused must not use them up. */
const REST_MS = 30_000;

/** Direct mode: gives the account's own token to every customer who is signed in. */
export function addTokenEndpoint(app: Express, config: DirectConfig): void {
  const { apiBase, account, requireCustomer } = config;

  async function logIn(): Promise<Login> {
    const answer = await fetch(`${apiBase}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account), // { username, password }
      signal: AbortSignal.timeout(8000), // the element waits 10 seconds
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(`The login answered ${answer.status}.`);
    const { access_token, access_expires_at } = (await answer.json()).data;
    return { access_token, access_expires_at };
  }

  let login: Promise<Login> | undefined; // one for all who ask
  let begunAt = 0;
  let renewAt = 0;

  function apiToken(refused: boolean): Promise<Login> {
    const now = Date.now();
    const isDue = now >= renewAt || (refused && now - begunAt > REST_MS);
    if (login && !isDue) return login;
    begunAt = now;
    renewAt = Number.POSITIVE_INFINITY; // until this login has ended
    const begun = logIn();
    begun.then(
      ({ access_expires_at }) => {
        renewAt = Date.parse(access_expires_at) - RENEW_BEFORE_MS;
      },
      () => {
        renewAt = 0; // the next request tries again
      },
    );
    login = begun;
    return begun;
  }

  const form = express.urlencoded({ extended: false });
  app.post('/esim/token', requireCustomer, form, async (request, response) => {
    try {
      const token = await apiToken(request.body?.reason === 'expired');
      response.set('cache-control', 'no-store').json(token);
    } catch {
      response.sendStatus(502);
    }
  });
}
