// The server code in README and docs is the code of demo/host, which the tests beside this one run.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');

const sources = readdirSync(`${root}demo/host`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(`demo/host/${name}`));
const listening = 'import { getRequestListener }';

/** The TypeScript blocks of a page; its blocks in other languages are not taken from the host. */
function blocks(page: string): string[] {
  return [...read(page).matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => block);
}

for (const [page, count] of [['README.md', 5]] as const)
  describe(page, () => {
    const found = blocks(page);

    it('shows the host', () => assert.equal(found.length, count));

    for (const [index, block] of found.entries())
      it(`has block ${index + 1} as demo/host has it, line by line`, () => {
        const isThere = sources.some((source) =>
          block.startsWith(listening)
            ? block
                .trim()
                .split('\n')
                .every((line) => source.includes(`${line}\n`))
            : source.includes(block),
        );
        assert.ok(isThere, `demo/host has no such lines:\n${block}`);
      });
  });
