import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createSqliteStore } from '../../demo/store-sqlite.js';
import { createMemoryStore, createSandbox, type SandboxStore } from '../../src/sandbox/index.js';
import { createWorld } from './world.js';

const ORDERS = '/api/v1/esim/orders';

async function survivesRestart(open: () => SandboxStore): Promise<void> {
  const world = createWorld({ store: open() });
  const { clock, sandbox } = world;
  const delivered = await world.buy('delivered');
  sandbox.control.setScenario({ fulfilAfterMs: 120_000 });
  const inFlight = world.call('POST', ORDERS, world.order('in-flight'));
  await clock.pass(5000);
  const { token } = sandbox.control.issueToken();
  const before = { ledger: sandbox.ledger(), balance: sandbox.control.balance('USD') };
  sandbox.close();
  await assert.rejects(inFlight, TypeError);

  const again = createSandbox({ clock, store: open() });
  const headers = { authorization: `Bearer ${token}` };
  assert.deepEqual(again.ledger(), before.ledger);
  assert.equal(again.control.balance('USD'), before.balance);
  assert.equal(again.control.scenario().fulfilAfterMs, 120_000);
  const detail = await again.fetch(`https://api.test${ORDERS}/${delivered.body.id}`, { headers });
  assert.match(await detail.text(), /"activation_code":"LPA:1\$/);
  assert.equal(again.control.order('in-flight')?.status, 'PENDING');
  await clock.pass(120_000);
  assert.equal(again.control.order('in-flight')?.status, 'DELIVERED');
  const body = JSON.stringify(world.order('in-flight'));
  const repeat = await again.fetch(`https://api.test${ORDERS}`, { method: 'POST', headers, body });
  assert.match(await repeat.text(), /Duplicate client_reference/);
  again.close();
}

describe('a restart of the server', () => {
  it('loses nothing with the memory store kept', async () => {
    const store = createMemoryStore();
    await survivesRestart(() => store);
  });

  it('keeps the faults that have not struck', async () => {
    const store = createMemoryStore();
    const { call, sandbox } = createWorld({ store });
    sandbox.control.fault({ match: 'GET *', kind: 'status', times: 3, skip: 1 });
    await call('GET', ORDERS);
    assert.equal((await call('GET', ORDERS)).status, 503);
    sandbox.close();
    const again = createSandbox({ store });
    assert.deepEqual(again.control.faults(), [
      { match: 'GET *', kind: 'status', times: 2, skip: 0 },
    ]);
    again.control.reset();
    again.close();
    assert.deepEqual(createSandbox({ store }).control.faults(), []);
  });

  it('turns back no clock, whatever its speed', async () => {
    const store = createMemoryStore();
    const { clock, sandbox } = createWorld({ store });
    sandbox.control.setSpeed(60);
    await clock.pass(600_000);
    const before = sandbox.control.now();
    sandbox.close();
    await clock.pass(1000);
    const again = createSandbox({ clock, store });
    assert.equal(again.control.now(), before + 60_000);
    again.close();
  });

  it('loses nothing with the SQLite store', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    try {
      await survivesRestart(() => createSqliteStore(join(folder, 'state', 'sandbox.db')));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
