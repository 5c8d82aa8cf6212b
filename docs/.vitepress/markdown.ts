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

/** A wide table scrolls by itself, also by keyboard, and the page does not. */
export function tablesThatScroll(md: MarkdownRenderer): void {
  md.renderer.rules.table_open = () =>
    '<div class="table" tabindex="0" role="region" aria-label="Table"><table>\n';
  md.renderer.rules.table_close = () => '</table></div>\n';
}
