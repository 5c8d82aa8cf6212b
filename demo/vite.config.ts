// `npm start`: the page, the API it buys from and the host's token endpoint, all on one server.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { demoConfig } from './config.js';
import { API_BASE, sandboxPlugin } from './mount.js';
import { createSandbox, PRODUCTION_QUOTAS } from './sandbox/index.js';
import { createSqliteStore } from './sandbox/store-sqlite.js';

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
