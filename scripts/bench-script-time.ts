// Script time to define the element and draw its first screen, and until the plans, as a multiple of Lit alone.
// npm run bench:script-time  (ROUNDS=30 for more; the rounds take turns, so that a noisy machine is noisy for both)
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSync } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { API_BASE, sandboxMiddleware, TOKEN_PATH } from '../demo/mount.js';
import { createSandbox } from '../src/sandbox/index.js';
import { CHROMIUM_ARGS, findBrowsers } from '../test/support/browsers.mjs';
import { ensureBuild } from './ensure-build.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 15);
const SLOWER = 4;
/** For the first screen. */
const LIMIT = 2.5;

const LIT_ALONE = `import { html, LitElement } from 'lit';
  class LitAlone extends LitElement {
    static properties = { name: {} };
    render() { return html\`<p>Hello, \${this.name}</p>\`; }
  }
  customElements.define('lit-alone', LitAlone);`;

const page = (script: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
  <link rel="icon" href="data:,"><script type="module" src="${script}"></script></head>
  <body>${body}</body></html>`;

await ensureBuild();
const { outputFiles } = buildSync({
  stdin: { contents: LIT_ALONE, resolveDir: process.cwd() },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  write: false,
});
const files = new Map([
  ['/lit.js', outputFiles[0]?.text ?? ''],
  ['/lit', page('/lit.js', '<lit-alone name="world"></lit-alone>')],
  [
    '/checkout',
    page(
      '/cdn/esim-checkout.js',
      `<esim-checkout token-endpoint="${TOKEN_PATH}" api-base="${API_BASE}" country="JPN"></esim-checkout>`,
    ),
  ],
]);

const sandbox = createSandbox({ basePath: API_BASE });
const api = sandboxMiddleware(sandbox);
const server = createServer((request, response) => {
  const path = request.url ?? '/';
  const script = path.endsWith('.js');
  response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
  const text = path.startsWith('/cdn/') ? readFileSync(`dist${path}`, 'utf8') : files.get(path);
  if (text !== undefined) response.end(text);
  else api(request, response, () => response.writeHead(404).end());
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

/** Milliseconds of script from a cold start to the first screen, and to the plans where there are any. */
async function measure(browser: Browser, path: string): Promise<{ first: number; plans: number }> {
  // What the plans need comes only after the first screen was measured.
  sandbox.control.setScenario({ latencyMs: 400 });
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    await session.send('Performance.enable');
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const spent = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
    };
    const checkout = path === '/checkout';
    if (checkout) {
      await tab.addInitScript(() => {
        addEventListener('esim-state-change', (event) => {
          if ((event as CustomEvent).detail.phase === 'choosing-plan') {
            requestAnimationFrame(() => requestAnimationFrame(() => console.info('plans')));
          }
        });
      });
    }
    const plans = checkout ? tab.waitForEvent('console') : undefined;
    await tab.goto(`http://127.0.0.1:${port}${path}`);
    const first = await spent();
    await plans;
    return { first, plans: await spent() };
  } finally {
    await context.close();
  }
}

const middle = (numbers: number[]): number =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const browser = await chromium.launch({
  executablePath: findBrowsers().chromium ?? '',
  args: CHROMIUM_ARGS,
});
try {
  const lit: number[] = [];
  const first: number[] = [];
  const plans: number[] = [];
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const alone = await measure(browser, '/lit');
    const checkout = await measure(browser, '/checkout');
    // The first round warms the browser itself.
    if (round === 0) continue;
    lit.push(alone.first);
    first.push(checkout.first);
    plans.push(checkout.plans);
  }
  const [base, ours, ready] = [middle(lit), middle(first), middle(plans)];
  const line = (name: string, ms: number): string =>
    `${name.padEnd(30)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / base).toFixed(2)} × Lit alone`;
  console.log(line('Lit alone', base));
  console.log(line('define and first screen', ours));
  console.log(line('until the plans', ready));
  if (ours / base > LIMIT) {
    console.error(`Above the limit of ${LIMIT} × Lit alone.`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  sandbox.close();
  server.closeAllConnections();
  server.close();
}
