// What `npm install esim-checkout` gives a partner: the packed files, and the packages that npm installs with them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build, type Rollup } from 'vite';
import { ensureBuild } from './built.js';

interface Locked {
  dependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};

/** Every package that npm installs for these dependencies, from the lockfile. None of them contains another copy. */
function installed(dependencies: Record<string, string> = {}, seen = new Set<string>()) {
  for (const name of Object.keys(dependencies)) {
    if (seen.has(name)) continue;
    seen.add(name);
    installed(packages[`node_modules/${name}`]?.dependencies, seen);
  }
  return [...seen].sort();
}

describe('npm install esim-checkout', { timeout: 600_000 }, () => {
  const project = mkdtempSync(join(tmpdir(), 'esim-install-'));
  const modules = join(project, 'node_modules');
  const own = join(modules, 'esim-checkout');
  let names: string[] = [];
  before(async () => {
    await ensureBuild();
    const [tarball = ''] = execFileSync(
      'npm',
      ['pack', '--silent', '--ignore-scripts', '--pack-destination', project],
      { encoding: 'utf8' },
    ).split('\n');
    mkdirSync(own, { recursive: true });
    execFileSync('tar', ['-xzf', join(project, tarball), '-C', own, '--strip-components', '1']);
    names = installed(JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')).dependencies);
    for (const name of names)
      cpSync(join('node_modules', name), join(modules, name), { recursive: true });
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  it('brings Lit, task and idb-keyval, and what these need', () => {
    assert.deepEqual(names, [
      '@lit-labs/ssr-dom-shim',
      '@lit/reactive-element',
      '@lit/task',
      '@types/trusted-types',
      'idb-keyval',
      'lit',
      'lit-element',
      'lit-html',
    ]);
  });

  it('brings all that a bundler needs, the QR encoder included', async () => {
    const [output] = (await build({
      root: project,
      configFile: false,
      logLevel: 'error',
      build: {
        write: false,
        lib: { entry: join(own, 'dist/define.js'), formats: ['es'], fileName: 'app' },
      },
    })) as Rollup.RollupOutput[];
    const chunks = output?.output.filter((file) => file.type === 'chunk') ?? [];
    const outside = chunks
      .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
      .filter((name) => !chunks.some(({ fileName }) => fileName === name));
    assert.deepEqual(outside, []);
    assert.ok(chunks.some(({ name }) => name.startsWith('qr-')));
  });

  it('has the licences of what is in its own files', () => {
    const notices = readFileSync(join(own, 'dist/third-party-licenses.md'), 'utf8');
    assert.match(notices, /^## qrcode /m);
    assert.match(notices, /^## dijkstrajs /m);
    assert.match(notices, /^## valibot /m);
    const cdn = readFileSync(join(own, 'dist/cdn/third-party-licenses.md'), 'utf8');
    for (const name of ['lit-html', '@lit/task', 'idb-keyval', 'qrcode'])
      assert.match(cdn, new RegExp(`^## ${name} `, 'm'));
    assert.ok(readdirSync(own).includes('LICENSE'));
  });
});
