import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
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
}

const read = (): Manifest => JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

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

  it('keeps lit out of core', () => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      const code = readFileSync(file, 'utf8');
      assert.doesNotMatch(code, /from\s*["']@?lit["'/]/);
      for (const [, next] of code.matchAll(/(?:from|import)\s*\(?\s*["']\.\/([^"']+)["']/g)) {
        visit(`${file.slice(0, file.lastIndexOf('/'))}/${next}`);
      }
    };
    visit('dist/core.js');
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
