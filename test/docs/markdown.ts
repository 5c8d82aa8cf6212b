// The pages and their code blocks.
import { readdirSync, readFileSync } from 'node:fs';

export interface Block {
  /** The page's path from the project's folder. */
  page: string;
  /** Where the block begins, from 1. */
  line: number;
  /** `ts`, `html` … */
  language: string;
  /** What follows the language, e.g. `[server.js]` or `fragment`. */
  meta: string;
  text: string;
}

/** README.md and every page of docs/. */
export function pages(): string[] {
  const names = readdirSync('docs', { recursive: true, encoding: 'utf8' });
  return [
    'README.md',
    ...names
      .filter((name) => name.endsWith('.md') && !name.startsWith('.vitepress'))
      .map((name) => `docs/${name}`)
      .sort(),
  ];
}

/** The fenced blocks of a page, in order. A block may be indented, in a list. */
export function blocksOf(page: string): Block[] {
  const source = readFileSync(page, 'utf8');
  return [...source.matchAll(/^( *)```([\w-]+) *(.*)\n([\s\S]*?)^\1```$/gm)].map(
    ({ index, 1: indent = '', 2: language = '', 3: meta = '', 4: text = '' }) => ({
      page,
      line: source.slice(0, index).split('\n').length,
      language,
      meta,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}
