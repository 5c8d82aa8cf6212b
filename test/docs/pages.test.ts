// What the pages must hold: a place in the sidebar, each error code, each public name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { DefaultTheme } from 'vitepress';
import { sidebar } from '../../docs/.vitepress/sidebar.js';
import { pages } from './markdown.js';

const read = (path: string): string => readFileSync(path, 'utf8');
const placed = (items: DefaultTheme.SidebarItem[]): string[] =>
  items.flatMap(({ link, items: inner = [] }) => [...(link ? [link] : []), ...placed(inner)]);

describe('the pages', () => {
  it('have one place each in the sidebar', () => {
    const files = pages()
      .filter((page) => page.startsWith('docs/') && !page.endsWith('index.md'))
      .map((page) => page.replace(/^docs|\.md$/g, ''));
    assert.deepEqual(placed(sidebar).sort(), files.sort());
  });

  it('explain every code of esim-error once', () => {
    const [, union = ''] =
      /export type ErrorCode =([\s\S]*?');/.exec(read('src/core/types.ts')) ?? [];
    const codes = [...union.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);
    assert.ok(codes.length > 15);
    const sections = [...read('docs/errors.md').matchAll(/^## (.*)$/gm)].map(([, name]) => name);
    assert.deepEqual(sections.sort(), codes.sort());
  });

  it('say for every code what it means, what customers see, what is debited, what to do', () => {
    for (const section of read('docs/errors.md').split(/^## /m).slice(1))
      for (const part of ['Means', 'The customer sees', 'Money', 'You do'])
        assert.ok(section.includes(`**${part}:**`), `${section.split('\n')[0]}: ${part}`);
  });

  it('give no token a keyword: `inherit` takes the token of the element around, not its font', () => {
    const keyword = /--esim-[\w-]+:\s*(?:inherit|initial|unset|revert)/;
    const wrong = [...pages(), 'demo/page/site/themes.css'].filter((page) =>
      keyword.test(read(page)),
    );
    assert.deepEqual(wrong, []);
  });

  it('have every public name of the elements in the reference or in Theming', () => {
    const { modules } = JSON.parse(read('custom-elements.json')) as {
      modules: { declarations?: Record<string, { name?: string; privacy?: string }[]>[] }[];
    };
    const text = read('docs/reference.md') + read('docs/theming.md');
    const kinds = ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssProperties'];
    const names = modules
      .flatMap(({ declarations = [] }) => declarations)
      .filter((declaration) => 'tagName' in declaration)
      .flatMap((declaration) => kinds.flatMap((kind) => declaration[kind] ?? []))
      .filter(({ name, privacy }) => name && privacy === undefined)
      .map(({ name = '' }) => name);
    const missing = new Set(names.filter((name) => !new RegExp(`\`${name}[\`(]`).test(text)));
    assert.deepEqual([...missing], []);
  });
});
