import { DEMO_LOGIN } from '../sandbox/index.js';

/** What the program prints, and what `GET /` answers. */
export const welcome = (url: string, tokenEndpoint: string): string =>
  `The simulated eSIM API runs at ${url}. It is in memory, and nothing is charged.

  API             ${url}  (apiBase of the gateway, api-base of the element)
  account         username ${DEMO_LOGIN.username}, password ${DEMO_LOGIN.password}  (account of the gateway)
  token endpoint  ${tokenEndpoint}  (token-endpoint of the element, without a gateway)
  control         ${url}/sandbox/control  (docs/testing.md has the calls)
`;
