// Two gateway processes in front of one API, with a real Redis between them.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { createSandbox, PRODUCTION_QUOTAS, type Sandbox } from '../../../src/sandbox/index.js';
import { skip } from '../redis-server.js';

const INSTANCE = fileURLToPath(new URL('./instance.ts', import.meta.url));
const PLAN = { product_id: 1000, amount: 4.5, quantity: 1 };

interface Instance {
  process: ChildProcess;
  origin: string;
  /** Resolves when Redis is connected, or is not. */
  redis(connected: boolean): Promise<void>;
  advance(ms: number): Promise<void>;
}

async function startRedis(port = 0): Promise<{ process: ChildProcess; port: number }> {
  const own = port || (await freePort());
  const args = ['--port', String(own), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  while (!(await accepts(own))) await new Promise((resolve) => setTimeout(resolve, 20));
  return { process: child, port: own };
}

async function startInstance(env: Record<string, string>): Promise<Instance> {
  const child = spawn('node', ['--import', 'tsx', INSTANCE], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let connected = false;
  let port = 0;
  const changed = new Set<() => void>();
  let advanced = 0;
  child.on('message', (message: { redis?: boolean; port?: number; advanced?: boolean }) => {
    if (message.redis !== undefined) connected = message.redis;
    if (message.port !== undefined) port = message.port;
    if (message.advanced) advanced += 1;
    for (const check of [...changed]) check();
  });
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!isSo()) return;
        changed.delete(check);
        resolve();
      };
      changed.add(check);
      check();
    });
  await until(() => port > 0 && connected);
  return {
    process: child,
    origin: `http://127.0.0.1:${port}`,
    redis: (wanted) => until(() => connected === wanted),
    async advance(ms) {
      const before = advanced;
      child.send({ advance: ms });
      await until(() => advanced > before);
    },
  };
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const gone = (child: ChildProcess): Promise<unknown> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', resolve));

describe('two instances with one Redis', { skip }, () => {
  let sandbox: Sandbox;
  let api: Server;
  let redis: { process: ChildProcess; port: number };
  let one: Instance;
  let two: Instance;
  let ahead: number;
  beforeEach(async () => {
    ahead = 0;
    const began = Date.now();
    const clock = {
      now: () => Date.UTC(2026, 0, 1) + (Date.now() - began) + ahead,
      setTimeout: (run: () => void, ms: number): unknown => setTimeout(run, ms),
      clearTimeout: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
    };
    sandbox = createSandbox({
      clock,
      scenario: { fulfilAfterMs: 0, quotas: PRODUCTION_QUOTAS },
    });
    api = createServer(getRequestListener((request) => sandbox.fetch(request)));
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    redis = await startRedis();
    const env = {
      API: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
      REDIS_PORT: String(redis.port),
      MINUTE_AT: String(began),
    };
    [one, two] = await Promise.all([startInstance(env), startInstance(env)]);
  });
  afterEach(async () => {
    const children = [one.process, two.process, redis.process];
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map(gone));
    sandbox.close();
    api.closeAllConnections();
    api.close();
  });

  const tokens = new Map<string, string>();
  /** Any instance takes the token that any gave. */
  async function tokenOf({ origin }: Instance, customer: string): Promise<string> {
    const known = tokens.get(customer);
    if (known) return known;
    const headers = { 'x-customer': customer, origin };
    const answer = await fetch(`${origin}/esim/token`, { method: 'POST', headers });
    const token = String((await answer.json()).access_token);
    tokens.set(customer, token);
    return token;
  }
  async function call(
    at: Instance,
    customer: string,
    path: string,
    body?: unknown,
  ): Promise<Response> {
    const authorization = `Bearer ${await tokenOf(at, customer)}`;
    return fetch(`${at.origin}/esim/api/v1/esim${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
  const order = (at: Instance, customer: string): Promise<Response> =>
    call(at, customer, '/orders', { ...PLAN, client_reference: 'r' });
  /** As many orders of as many customers, by turns at both. @returns the statuses */
  async function crowd(name: string, size: number): Promise<number[]> {
    const statuses = Array.from({ length: size }, async (_, index) => {
      const answer = await order(index % 2 === 0 ? one : two, `${name}-${index}`);
      if (answer.status === 429) assert.ok(Number(answer.headers.get('retry-after')) > 0);
      await answer.arrayBuffer();
      return answer.status;
    });
    return Promise.all(statuses);
  }
  const count = (statuses: number[], status: number): number =>
    statuses.filter((one) => one === status).length;
  const debits = (): number => sandbox.ledger().filter(({ kind }) => kind === 'debit').length;
  const posted = (): number => sandbox.control.postedOrders().length;

  it('share the quota exactly: sixty orders of a hundred, and the API turns none away', async () => {
    const statuses = await crowd('exact', 100);
    assert.deepEqual([count(statuses, 200), count(statuses, 429)], [60, 40]);
    assert.deepEqual([debits(), posted()], [60, 60]);

    // Into the next minute, when the places of those who were called back have passed: one a second, twenty at each.
    ahead += 85_000;
    await Promise.all([one.advance(85_000), two.advance(85_000)]);
    const later = await crowd('later', 10);
    assert.ok(count(later, 200) > 0, String(later));
    assert.equal(debits(), posted());
  });

  it('lose nothing when one is killed in the middle of orders', async () => {
    sandbox.control.setScenario({ outcome: 'never', inlineDeadlineMs: 86_400_000 });
    const customers = Array.from({ length: 20 }, (_, index) => `killed-${index}`);
    const lost = customers.map((customer) => order(one, customer).catch(() => undefined));
    while (posted() < 10) await new Promise((resolve) => setImmediate(resolve));
    one.process.kill('SIGKILL');
    assert.ok((await Promise.all(lost)).every((answer) => answer === undefined || !answer.ok));
    sandbox.control.deliverPending();
    sandbox.control.setScenario({ outcome: 'delivered' });

    // As the element does: look the reference up, and send it again only where there is no order.
    for (const customer of customers) {
      const found = await (await call(two, customer, '/orders?client_reference=r')).json();
      if (found.length === 0) assert.equal((await order(two, customer)).status, 200);
      const [{ id }] = await (await call(two, customer, '/orders?client_reference=r')).json();
      const { status, activation_code } = await (await call(two, customer, `/orders/${id}`)).json();
      assert.equal(status, 'DELIVERED');
      assert.ok(activation_code);
    }
    assert.equal(debits(), customers.length);
    assert.equal(sandbox.orders().length, customers.length);
  });

  it('keep to the quota and place orders while Redis is gone, and after it came back empty', async () => {
    const before = await crowd('with', 20);
    assert.equal(count(before, 200), 20);

    redis.process.kill('SIGKILL');
    await Promise.all([gone(redis.process), one.redis(false), two.redis(false)]);
    const without = await crowd('without', 60);
    assert.ok(count(without, 200) > 0, 'orders go on');
    assert.equal(count(without, 200) + count(without, 429), 60, String(without));
    assert.ok(debits() <= 60);

    redis = await startRedis(redis.port);
    await Promise.all([one.redis(true), two.redis(true)]);
    const after = await crowd('after', 60);
    assert.equal(count(after, 200) + count(after, 429), 60, String(after));
    assert.ok(debits() <= 60, `${debits()} debits`);
    assert.equal(debits(), posted());
    const all = [...before, ...without, ...after];
    assert.equal(count(all, 200), debits());
  });
});
