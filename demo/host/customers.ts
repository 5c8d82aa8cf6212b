import { parseCookie, stringifySetCookie } from 'cookie';
import { jwtVerify, SignJWT } from 'jose';

const COOKIE = 'session';
const HOURS = 12;

export interface Customers {
  /** Who the `Cookie` header proves to be signed in; undefined: nobody. */
  of(cookie: string | null | undefined): Promise<string | undefined>;
  /** A `Cookie` header for this customer: the server asks its own gateway with it. */
  cookie(customer: string): Promise<string>;
  /** A `Set-Cookie` header that signs this customer in. */
  signIn(customer: string): Promise<string>;
}

/** Stands for your own sign-in: a signed cookie that names the customer. */
export function createCustomers(secret: string, origin: string): Customers {
  const key = new TextEncoder().encode(secret);
  const sign = (customer: string): Promise<string> =>
    new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(customer)
      .setAudience(COOKIE)
      .setExpirationTime(`${HOURS}h`)
      .sign(key);
  return {
    async of(header) {
      const token = parseCookie(header ?? '')[COOKIE];
      if (token === undefined) return undefined;
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          audience: COOKIE,
        });
        return payload.sub;
      } catch {
        return undefined;
      }
    },
    cookie: async (customer) => `${COOKIE}=${await sign(customer)}`,
    signIn: async (customer) =>
      stringifySetCookie({
        name: COOKIE,
        value: await sign(customer),
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        maxAge: HOURS * 3600,
        secure: origin.startsWith('https:'),
      }),
  };
}
