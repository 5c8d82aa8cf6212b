// Follows docs/quick-start.md literally in an empty folder: its commands and its files, in their order. Only the
// install of esim-checkout is replaced: it takes the packed package of this project, not the registry's.
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { ensureBuild } from '../../scripts/ensure-build.mjs';
import { type Block, blocksOf } from '../docs/markdown.js';
import { findBrowsers } from '../support/browsers.mjs';

const steps = blocksOf('docs/quick-start.md');
const isCommand = ({ language }: Block): boolean => language === 'sh';
/** A command that a terminal of its own runs until the end. */
const isServer = ({ meta }: Block): boolean => /^\[terminal \d\]$/.test(meta);

const empty = mkdtempSync(join(tmpdir(), 'esim-quick-start-'));
const running: ChildProcess[] = [];
let folder = empty;
let tarball = '';

function terminal(command: string): ChildProcess {
  const { chromium = '' } = findBrowsers();
  return spawn('bash', ['-ec', command], {
    cwd: folder,
    // A test runner inside a test runner reports to the outer one, unless it does not know of it.
    env: { ...process.env, CHROMIUM_PATH: chromium, NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
}

/** Runs a command to its end. The next one starts in the folder that it has changed to. */
async function run(command: string): Promise<string> {
  const shell = terminal(`${command}\npwd`);
  let output = '';
  shell.stdout?.on('data', (data) => {
    output += data;
  });
  const [code] = await once(shell, 'close');
  assert.equal(code, 0, `${command}\n${output}`);
  folder = output.trim().split('\n').at(-1) ?? folder;
  return output;
}

/** Starts a server, and waits for its first line. */
async function serve(command: string): Promise<void> {
  const shell = terminal(command);
  running.push(shell);
  assert.ok(shell.stdout);
  const ended = once(shell, 'close').then(() => assert.fail(`It ended: ${command}`));
  await Promise.race([once(createInterface(shell.stdout), 'line'), ended]);
}

async function follow(step: Block): Promise<string> {
  if (!isCommand(step)) {
    const [, name = ''] = /^\[([\w./-]+)\]$/.exec(step.meta) ?? [];
    assert.ok(name, `The block in line ${step.line} does not say which file it is.`);
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, step.text);
    return '';
  }
  const command = step.text.replace('npm install esim-checkout ', `npm install ${tarball} `);
  if (!isServer(step)) return run(command);
  await serve(command);
  return '';
}

describe('the quick start', { timeout: 540_000 }, () => {
  before(async () => {
    await ensureBuild();
    const packed = execFileSync(
      'npm',
      ['pack', '--ignore-scripts', '--json'].concat(['--pack-destination', empty]),
    );
    tarball = join(empty, JSON.parse(packed.toString())[0].filename);
  });
  after(() => {
    for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGTERM');
    rmSync(empty, { recursive: true, force: true });
  });

  it('reads in under ten minutes', () => {
    const words = readFileSync('docs/quick-start.md', 'utf8').split(/\s+/).length;
    assert.ok(words < 10 * 180, `${words} words`);
  });

  it('ends with a delivered eSIM, and with a refund for a failed order', async () => {
    let last = '';
    for (const step of steps) last = await follow(step);
    assert.match(last, /pass 2\b/);
    assert.match(last, /fail 0\b/);
  });
});
