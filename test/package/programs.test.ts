import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { needPrograms, skipWithout } from '../support/programs.mjs';

const WANTED = [
  'chromium',
  'chromium-headless-shell',
  'firefox-esr',
  'webkit2gtk-driver',
  'xvfb',
  'zbar-tools',
  'poppler-utils',
  'redis-server',
];
const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');

let bin: string;
before(() => {
  // A machine without any of the programs. Its apt-get only prints its arguments.
  bin = mkdtempSync(join(tmpdir(), 'install-'));
  writeFileSync(join(bin, 'apt-get'), '#!/bin/sh\necho "APT $*" >&2\n');
  chmodSync(join(bin, 'apt-get'), 0o755);
});
after(() => rmSync(bin, { recursive: true, force: true }));

/** The messages and the installed packages, in order. */
function lines(option = '', env: Record<string, string> = {}): string[] {
  const { CHROMIUM_PATH: _, CHROME_PATH: __, FIREFOX_PATH: ___, ...rest } = process.env;
  // One pipe for both outputs keeps their order.
  const command = `"$NODE" scripts/needs.mjs ${option} 2>&1`;
  const { stdout } = spawnSync('/bin/sh', ['-c', command], {
    env: { ...rest, ...env, PATH: bin, NODE: process.execPath },
    encoding: 'utf8',
  });
  return stdout.split('\n').filter(Boolean);
}

describe('what the tests need', () => {
  test('is named before any of it is installed', { skip: !mayInstall }, () => {
    const said = lines('--install');
    const first = said.findIndex((line) => line.startsWith('APT'));
    const announced = said.slice(0, first).join('\n');
    for (const name of WANTED) assert.ok(announced.includes(name), `${name} is announced`);
    const installed = said.filter((line) => line.startsWith('APT install')).join(' ');
    for (const name of WANTED) assert.ok(installed.includes(name), `${name} is installed`);
  });

  for (const [option, env] of [
    ['', {}],
    ['--install', { NO_INSTALL: '1' }],
  ] as const)
    test(`is named with one command, and not installed: ${option} ${JSON.stringify(env)}`, () => {
      const said = lines(option, env);
      assert.deepEqual(
        said.filter((line) => line.startsWith('APT')),
        [],
      );
      for (const name of WANTED)
        assert.ok(
          said.some((line) => line.includes('missing') && line.includes(name)),
          name,
        );
      if (!existsSync('/etc/debian_version')) return;
      const command = said.at(-1) ?? '';
      assert.match(command, /apt-get install -y --no-install-recommends /);
      for (const name of WANTED) assert.ok(command.includes(name), name);
    });

  test('stops a test that cannot run, or leaves it out, in words', () => {
    const path = process.env.PATH;
    process.env.PATH = bin;
    try {
      assert.equal(
        skipWithout('redis-server'),
        'redis-server is missing (on Debian or Ubuntu: apt-get install -y redis-server).',
      );
      assert.throws(() => needPrograms('pdftoppm', 'zbarimg'), {
        message:
          'pdftoppm is missing (on Debian or Ubuntu: apt-get install -y poppler-utils). ' +
          'zbarimg is missing (on Debian or Ubuntu: apt-get install -y zbar-tools).',
      });
    } finally {
      process.env.PATH = path;
    }
  });
});
