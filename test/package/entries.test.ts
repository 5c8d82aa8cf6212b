import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { ensureBuild, inNode } from './built.js';

interface Manifest {
  exports: Record<string, string | Record<string, string>>;
  files: string[];
  sideEffects: string[];
  unpkg: string;
  jsdelivr: string;
  customElements: string;
  types: string;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional?: boolean }>;
}

const read = (): Manifest => JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** The code of a built file and of all that it imports from beside it. */
function withImports(file: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file)) return seen;
  const code = readFileSync(file, 'utf8');
  seen.set(file, code);
  for (const [, next] of code.matchAll(/(?:from|import)\s*\(?\s*["'](\.\.?\/[^"']+)["']/g)) {
    withImports(join(dirname(file), String(next)), seen);
  }
  return seen;
}

/** A fake registry that counts registrations. It is installed before `specifier` loads. */
const registrationsOf = (specifier: string): string => `
  const tags = [];
  const registry = { define: (tag) => tags.push(tag), get: () => undefined, whenDefined: async () => {} };
  Object.defineProperty(globalThis, 'customElements', { value: registry, writable: true });
  await import('${specifier}');
  console.log(JSON.stringify(tags.sort()));
`;

describe('package entries', () => {
  before(ensureBuild);

  it('points every export at a file that is there and published', () => {
    const { exports, files, unpkg, jsdelivr, customElements, types } = read();
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    for (const target of [...targets, unpkg, jsdelivr, customElements, types]) {
      const path = target.replace(/^\.\//, '').replace(/\*$/, '');
      assert.ok(existsSync(path), `${target} is missing`);
      const published = path === 'package.json' || files.some((file) => path.startsWith(file));
      assert.ok(published, `${target} is not in "files"`);
    }
  });

  it('resolves every entry by its public name', () => {
    for (const entry of [
      '',
      '/define',
      '/core',
      '/gateway',
      '/sandbox',
      '/sandbox/node',
      '/react',
      '/preact',
      '/solid',
      '/vue',
      '/svelte',
      '/custom-elements.json',
    ]) {
      const url = inNode(`console.log(import.meta.resolve('esim-checkout${entry}'))`);
      assert.match(url, /^file:/);
    }
  });

  it('runs core in Node, where there is no DOM', () => {
    const parsed = inNode(`
      const { parseActivationCode } = await import('esim-checkout/core');
      console.log(parseActivationCode('LPA:1$rsp.example.com$ABC-1').matchingId);
    `);
    assert.equal(parsed, 'ABC-1');
  });

  it('runs the gateway in Node, where there is no DOM', () => {
    const answered = inNode(`
      const { createGateway } = await import('esim-checkout/gateway');
      const gateway = createGateway({
        account: { username: 'demo', password: 'demo' },
        secret: 'x'.repeat(32),
        authenticate: () => 'ada',
        authorizeOrder: () => true,
      });
      const alive = await gateway.fetch(new Request('https://shop.test/esim/healthz'));
      console.log(alive.status);
    `);
    assert.equal(answered, '200');
  });

  it('keeps lit out of core and gateway', () => {
    for (const entry of ['core', 'gateway']) {
      for (const code of withImports(`dist/${entry}.js`).values()) {
        assert.doesNotMatch(code, /from\s*["']@?lit["'/]/);
      }
    }
  });

  it('keeps Node, and what only the gateway needs, out of every other entry and out of its own way', () => {
    const server = /from\s*["'](hono|jose|lru-cache|rate-limiter-flexible)["'/]/;
    for (const entry of ['index', 'define', 'core']) {
      for (const code of withImports(`dist/${entry}.js`).values())
        assert.doesNotMatch(code, server);
    }
    for (const code of withImports('dist/gateway.js').values()) {
      assert.doesNotMatch(code, /from\s*["']node:/);
    }
  });

  it('needs no package for the sandbox', () => {
    for (const entry of ['index', 'node', 'cli']) {
      for (const [file, code] of withImports(`dist/sandbox/${entry}.js`)) {
        const imports = code.matchAll(/^(?:import|export)\b.*?["']([^"']+)["'];?$/gm);
        const outside = [...imports]
          .map(([, name = '']) => name)
          .filter((name) => !name.startsWith('.'));
        // The fetch handler runs where there is no Node.
        const allowed = entry === 'index' ? /^$/ : /^node:/;
        assert.deepEqual(
          outside.filter((name) => !allowed.test(name)),
          [],
          file,
        );
      }
    }
  });

  it('asks nobody who only uses the element to install what the gateway needs', () => {
    const { dependencies, peerDependencies, peerDependenciesMeta } = read();
    for (const name of ['hono', 'jose', 'lru-cache', 'rate-limiter-flexible']) {
      assert.ok(peerDependencies[name], name);
      assert.equal(peerDependenciesMeta[name]?.optional, true, name);
      assert.equal(dependencies[name], undefined, name);
    }
  });

  it('registers nothing on import of the classes', () => {
    assert.deepEqual(JSON.parse(inNode(registrationsOf('esim-checkout'))), []);
  });

  it('registers the four tags on import of define', () => {
    assert.deepEqual(JSON.parse(inNode(registrationsOf('esim-checkout/define'))), [
      'esim-activation-card',
      'esim-checkout',
      'esim-order-status',
      'esim-plan-picker',
    ]);
  });

  it('names only what registers as a side effect', () => {
    const { sideEffects } = read();
    assert.deepEqual(sideEffects, ['./dist/define.js', './dist/cdn/*.js', './src/define.ts']);
  });
});
