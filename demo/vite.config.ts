// `npm start`: the page, the API it buys from and the host's token endpoint, all on one server.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { createSandbox, PRODUCTION_QUOTAS } from '../src/sandbox/index.js';
import { demoConfig } from './config.js';
import { API_BASE, sandboxPlugin } from './mount.js';
import { createSqliteStore } from './store-sqlite.js';

const state = fileURLToPath(new URL('../.sandbox/state.db', import.meta.url));

export default defineConfig(
  demoConfig([
    sandboxPlugin(() =>
      createSandbox({
        basePath: API_BASE,
        store: createSqliteStore(state),
        scenario: { quotas: PRODUCTION_QUOTAS },
      }),
    ),
  ]),
);
