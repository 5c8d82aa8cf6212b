import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { originalPositionFor, type SourceMapInput, TraceMap } from '@jridgewell/trace-mapping';
import { ensureBuild } from './built.js';

const lines = (text: string): string[] => text.split('\n');

/** Every script of the build that has code of its own, not only imports and exports. */
const scripts = (): string[] =>
  readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join('dist', name))
    .filter((file) =>
      lines(readFileSync(file, 'utf8')).some(
        (line) => !/^$|^(?:import|export) .* from |^export \{/.test(line),
      ),
    );

/** Each text such as `esim-order-failed` in the script, and the line of the source that the map gives for it. */
function traced(file: string): [text: string, source: string][] {
  const map = new TraceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapInput);
  return lines(readFileSync(file, 'utf8')).flatMap((line, index) =>
    [...line.matchAll(/["'`](esim-[a-z]+-[a-z-]+)["'`]/g)].map((match): [string, string] => {
      const { source, line: at } = originalPositionFor(map, {
        line: index + 1,
        column: match.index,
      });
      const content = map.sourcesContent?.[map.sources.indexOf(source)] ?? '';
      return [match[1] ?? '', lines(content)[(at ?? 0) - 1] ?? ''];
    }),
  );
}

describe('source maps', () => {
  before(ensureBuild);

  it('come with every script, and contain its sources', () => {
    assert.ok(scripts().length > 60);
    for (const file of scripts()) {
      const name = file.replace(/.*[\\/]/, '');
      assert.match(
        readFileSync(file, 'utf8'),
        new RegExp(`//# sourceMappingURL=${name}\\.map\\s*$`),
      );
      assert.ok(existsSync(`${file}.map`), file);
      const { sources, sourcesContent } = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
      assert.equal(sourcesContent.length, sources.length, file);
      for (const content of sourcesContent) assert.equal(typeof content, 'string', file);
      for (const source of sources) assert.doesNotMatch(source, /^(?:\/|file:|\w:)/, file);
    }
  });

  it('lead to the line of the source', () => {
    for (const file of ['dist/cdn/esim-checkout.js', 'dist/cdn/esim-checkout.iife.js']) {
      const all = traced(file);
      assert.ok(all.length > 10, `${all.length} texts in ${file}`);
      const wrong = all.filter(([text, source]) => !source.includes(text));
      assert.deepEqual(wrong, [], file);
    }
  });

  it('are no reason for another character than ASCII in the classic script', () => {
    const odd = readFileSync('dist/cdn/esim-checkout.iife.js', 'utf8').match(/\P{ASCII}/gu);
    assert.equal(odd, null);
  });
});
