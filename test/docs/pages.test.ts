// What the pages must hold: a place in the sidebar, links whose anchors exist, each error code, each public name.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import type { DefaultTheme } from 'vitepress';
import { sidebar } from '../../docs/.vitepress/sidebar.js';
import { slug } from '../../docs/.vitepress/slug.js';
import { pages } from './markdown.js';

const read = (path: string): string => readFileSync(path, 'utf8');
const withoutCode = (text: string): string =>
  text.replace(/^( *)```[\s\S]*?^\1```$/gm, '').replace(/`\]\(/g, '](');

/** The anchors of a page's headings. A second heading with the same words has a number. */
function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutCode(read(page)).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) => {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
    const base = slug(text);
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return count === 0 ? base : `${base}-${count}`;
  });
}

/** Links to an anchor or a file that does not exist. */
function deadLinks(page: string): string[] {
  const links = [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
  return links
    .filter((link) => !/^[a-z]+:|^\//.test(link))
    .filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : posix.join(posix.dirname(page), path);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
}

const placed = (items: DefaultTheme.SidebarItem[]): string[] =>
  items.flatMap(({ link, items: inner = [] }) => [...(link ? [link] : []), ...placed(inner)]);

describe('the pages', () => {
  it('have one place each in the sidebar', () => {
    const files = pages()
      .filter((page) => page.startsWith('docs/') && !page.endsWith('index.md'))
      .map((page) => page.replace(/^docs|\.md$/g, ''));
    assert.deepEqual(placed(sidebar).sort(), files.sort());
  });

  for (const page of pages())
    it(`link to what exists: ${page}`, () => assert.deepEqual(deadLinks(page), []));

  it('explain every code of esim-error once', () => {
    const [, union = ''] =
      /export type ErrorCode =([\s\S]*?');/.exec(read('src/core/types.ts')) ?? [];
    const codes = [...union.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);
    assert.ok(codes.length > 15);
    assert.deepEqual(anchorsOf('docs/errors.md').slice(1).sort(), codes.sort());
  });

  it('say for every code what it means, what customers see, what is debited, what to do', () => {
    for (const section of read('docs/errors.md').split(/^## /m).slice(1))
      for (const part of ['Means', 'The customer sees', 'Money', 'You do'])
        assert.ok(section.includes(`**${part}:**`), `${section.split('\n')[0]}: ${part}`);
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
