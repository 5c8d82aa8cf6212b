// `npm start`: the page, the gateway it buys through and the API behind that, all on one server.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { createSandbox, PRODUCTION_QUOTAS } from '../src/sandbox/index.js';
import { demoConfig } from './config.js';
import { API_BASE, hostMiddleware, hostPlugin } from './mount.js';
import { createSqliteStore } from './store-sqlite.js';

const state = fileURLToPath(new URL('../.sandbox/state.db', import.meta.url));

export default defineConfig(
  demoConfig([
    hostPlugin((hosts) => {
      const sandbox = createSandbox({
        basePath: API_BASE,
        store: createSqliteStore(state),
        scenario: { quotas: PRODUCTION_QUOTAS },
      });
      return { sandbox, ...hostMiddleware(sandbox, {}, hosts) };
    }),
  ]),
);
