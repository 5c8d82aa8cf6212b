// What `npm install esim-checkout` gives a partner: the packed files, and the packages that npm installs with them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build, type Rollup } from 'vite';
import { ensureBuild } from './built.js';
import { type Installed, nodeIn, packAndInstall } from './packed.js';

const ENTRIES = [
  '',
  '/define',
  '/core',
  '/sandbox',
  '/sandbox/node',
  '/custom-elements.json',
].concat(['/react', '/preact', '/solid', '/vue', '/svelte', '/package.json']);
/** The gateway needs its optional peers. */
const WITH_PEERS = '/gateway';

/** Bundles `code` as a part of the project. Every import must resolve there. */
async function bundle({ project }: Installed, code: string): Promise<Rollup.OutputChunk[]> {
  const entry = join(project, 'app.js');
  writeFileSync(entry, code);
  const [output] = (await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['es'], fileName: 'app' } },
  })) as Rollup.RollupOutput[];
  return output?.output.filter((file) => file.type === 'chunk') ?? [];
}

describe('npm install esim-checkout', { timeout: 600_000 }, () => {
  let installed: Installed;
  before(async () => {
    await ensureBuild();
    installed = packAndInstall();
  });
  after(() => installed.remove());

  it('brings Lit, task and idb-keyval, and what these need', () => {
    assert.deepEqual(installed.packages, [
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

  it('brings the build, the manifest, the docs with their samples, and nothing else', () => {
    const folders = new Set(
      installed.files.map((path) => path.replace(/^(dist\/[^/]+|[^/]+)\/.*/, '$1/')),
    );
    assert.deepEqual([...folders].sort(), [
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'custom-elements.json',
      'demo/',
      'dist/',
      'dist/cdn/',
      'dist/chunks/',
      'dist/editor/',
      'dist/sandbox/',
      'dist/types/',
      'docs/',
      'package.json',
    ]);
    const odd = installed.files.filter(
      (path) =>
        path.includes('/.') ||
        !/\.(js|js\.map|d\.ts|md|json|html|png|jpg|svg|css|ts)$|^LICENSE$/.test(path),
    );
    assert.deepEqual(odd, []);
    const sources = installed.files.filter((path) => /(?<!\.d)\.ts$/.test(path));
    assert.ok(
      sources.every((path) => path.startsWith('demo/host/')),
      sources.join(),
    );
  });

  it('can be imported and required in Node, every entry', () => {
    const names = ENTRIES.map((entry) => `esim-checkout${entry}`);
    const code = names.map((name) =>
      name.endsWith('.json') ? `import '${name}' with { type: 'json' };` : `import '${name}';`,
    );
    nodeIn(installed.project, 'module', code.join('\n'));
    nodeIn(installed.project, 'commonjs', names.map((name) => `require('${name}');`).join('\n'));
  });

  it('names the package that the gateway lacks', () => {
    const missing = `import('esim-checkout${WITH_PEERS}').catch(({ message }) => console.log(message))`;
    assert.match(nodeIn(installed.project, 'module', missing), /Cannot find package '\w+'/);
    nodeIn(process.cwd(), 'commonjs', `require('esim-checkout${WITH_PEERS}').createGateway.call`);
  });

  it('brings all that a bundler needs, the QR encoder included', async () => {
    const chunks = await bundle(installed, "import 'esim-checkout/define'");
    const outside = chunks
      .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
      .filter((name) => !chunks.some(({ fileName }) => fileName === name));
    assert.deepEqual(outside, []);
    assert.ok(chunks.some(({ name }) => name.startsWith('qr-')));
  });

  it('leaves nothing of an import that is not used, but for what registers the tags', async () => {
    const unused = ['', '/core', '/sandbox', '/react'].map(
      (entry) => `import 'esim-checkout${entry}';`,
    );
    const [app] = await bundle(installed, unused.join('\n'));
    assert.equal(app?.code.trim(), '');
    const [registering] = await bundle(installed, "import 'esim-checkout/define'");
    assert.match(registering?.code ?? '', /customElements/);
  });

  it('has the licences of what is in its own files', () => {
    const contains = {
      dist: ['qrcode', 'dijkstrajs', 'valibot'],
      'dist/sandbox': ['hono', '@hono/node-server'],
    };
    const bundled = { ...contains, 'dist/cdn': ['lit-html', '@lit/task', 'idb-keyval', 'qrcode'] };
    for (const [folder, names] of Object.entries(bundled)) {
      const notices = readFileSync(join(installed.own, folder, 'third-party-licenses.md'), 'utf8');
      for (const name of names) assert.match(notices, new RegExp(`^## ${name} `, 'm'));
    }
    assert.ok(readdirSync(installed.own).includes('LICENSE'));
  });

  it('brings the sandbox as a program', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    const says = (flag: string): string =>
      execFileSync('npx', ['--no-install', 'esim-sandbox', flag], {
        cwd: installed.project,
        encoding: 'utf8',
      });
    assert.equal(says('--version').trim(), version);
    assert.match(says('--help'), /--port/);
  });
});
