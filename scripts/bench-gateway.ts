// `npm run bench:gateway`: one product of the catalogue from the gateway, beside a bare Hono route that gives the same
// text and a plain reverse proxy of the same API. Interleaved rounds on loopback, medians, as ratios.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';

const SERVER = fileURLToPath(new URL('./bench-gateway-server.ts', import.meta.url));
const PATH = '/esim/api/v1/esim/products/1000';
const ROUNDS = Number(process.env.ROUNDS ?? 9);
const SECONDS = Number(process.env.SECONDS ?? 2);
const CONNECTIONS = 20;
const KINDS = ['bare', 'proxy', 'gateway'] as const;

interface Started {
  process: ChildProcess;
  origin: string;
}

async function start(kind: string, api = ''): Promise<Started> {
  const child = spawn('node', ['--import', 'tsx', SERVER, kind, api], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve) => child.once('message', resolve as () => void));
  return { process: child, origin: `http://127.0.0.1:${port}` };
}

const median = (numbers: number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const api = await start('api');
const servers = new Map<string, Started>();
/** Calls since the last time, those included that were still under way. */
async function asked(): Promise<number> {
  let all = 0;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now: number = await (await fetch(`${api.origin}/asked`)).json();
    if (now === 0) return all;
    all += now;
  }
}
try {
  for (const kind of KINDS) servers.set(kind, await start(kind, api.origin));
  const at = (kind: string): string => servers.get(kind)?.origin ?? '';
  const token = await fetch(`${at('gateway')}/esim/token`, {
    method: 'POST',
    headers: { origin: at('gateway') },
  });
  const headers = { authorization: `Bearer ${(await token.json()).access_token}` };

  const rates = new Map<string, number[]>(KINDS.map((kind) => [kind, []]));
  const calls = new Map<string, number>(KINDS.map((kind) => [kind, 0]));
  const answers = new Map<string, number>(KINDS.map((kind) => [kind, 0]));
  await asked();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const kind of KINDS) {
      const result = await autocannon({
        url: at(kind) + PATH,
        headers,
        connections: CONNECTIONS,
        duration: round === 0 ? 1 : SECONDS,
      });
      const wrong = result.non2xx + result.errors;
      if (wrong > 0)
        throw new Error(`${kind}: ${wrong} answers of ${result.requests.total} failed.`);
      calls.set(kind, (calls.get(kind) ?? 0) + (await asked()));
      answers.set(kind, (answers.get(kind) ?? 0) + result.requests.total);
      // The first round warms up.
      if (round > 0) rates.get(kind)?.push(result.requests.average);
    }
  }
  const base = median(rates.get('bare') ?? []);
  console.log(
    `GET one product, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s, medians:`,
  );
  for (const [kind, numbers] of rates) {
    const rate = median(numbers);
    console.log(
      `${kind.padEnd(8)} ${String(Math.round(rate)).padStart(6)} requests a second  ${(rate / base).toFixed(2)} × bare  ` +
        `${answers.get(kind)} answers  ${calls.get(kind)} calls of the API`,
    );
  }
} finally {
  for (const { process: child } of [api, ...servers.values()]) child.kill();
}
