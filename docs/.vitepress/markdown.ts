import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/** Where the repository can be read, from package.json; undefined: it is not said there. */
function repository(root: string): string | undefined {
  const { repository } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    repository?: string | { url: string };
  };
  const url = typeof repository === 'string' ? repository : repository?.url;
  return url?.replace(/^git\+/, '').replace(/\.git$/, '');
}

/**
 * Links that leave docs/ (`../demo/host/shop.ts`) lead to the repository: the site has no such page. If package.json
 * names no repository, their text stays as plain text.
 */
export function linkToSource(md: MarkdownRenderer, root: string): void {
  const home = repository(root);
  md.core.ruler.push('link-to-source', ({ tokens, env }) => {
    const page = posix.join('docs', posix.dirname(String(env.relativePath ?? '')));
    for (const { children } of tokens) {
      let isLeaving = false;
      for (const token of children ?? []) {
        const href = token.type === 'link_open' ? String(token.attrGet('href')) : '';
        if (token.type === 'link_open') {
          const target = href.startsWith('.') ? posix.join(page, href) : 'docs';
          isLeaving = !/^docs(\/|$)/.test(target);
          if (isLeaving && home) token.attrSet('href', `${home}/blob/HEAD/${target}`);
        }
        if (isLeaving && !home && token.type.startsWith('link_')) {
          token.type = 'html_inline';
          token.content = '';
        }
        if (token.type === 'link_close') isLeaving = false;
      }
    }
  });
}

/**
 * On a narrow screen each row of a table becomes a list, by the site's CSS. For that each cell has its column's name,
 * and the parts keep their roles, which browsers drop with the layout of a table.
 */
export function tablesThatStack(md: MarkdownRenderer): void {
  const roles = { table_open: 'table', tr_open: 'row', th_open: 'columnheader', td_open: 'cell' };
  md.core.ruler.push('tables-that-stack', ({ tokens }) => {
    let heads: string[] = [];
    let column = 0;
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'table_open') heads = [];
      if (token.type === 'tr_open') column = 0;
      if (token.type === 'th_open') heads.push(tokens[index + 1]?.content ?? '');
      if (token.type === 'td_open') token.attrSet('data-column', heads[column++] ?? '');
      const role = roles[token.type as keyof typeof roles];
      if (role) token.attrSet('role', role);
    }
  });
}

/** The site draws no Mermaid diagrams: GitHub does. Their source is closed until it is wanted. */
export function closedDiagrams(md: MarkdownRenderer): void {
  const { fence } = md.renderer.rules;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const drawn = fence?.(tokens, index, ...rest) ?? '';
    return tokens[index]?.info.trim() === 'mermaid'
      ? `<details><summary>The diagram, as Mermaid source</summary>${drawn}</details>`
      : drawn;
  };
}
