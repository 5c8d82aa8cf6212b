// Links of the docs, as a partner finds them in the package.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, it } from 'node:test';

/** The package's files without its build, which no page of the docs links to. */
const [{ files }] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'], {
    encoding: 'utf8',
  }),
) as [{ files: { path: string }[] }];
const published = files.map(({ path }) => path);
const pages = published.filter((path) => path.endsWith('.md') && !path.startsWith('dist/'));

/** Without code, in which brackets are no links. */
const textOf = (page: string): string =>
  readFileSync(page, 'utf8')
    .replace(/^(`{3,})[\s\S]*?^\1/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ' '));

/** The names that a heading's link has. */
function anchors(page: string): string[] {
  const seen = new Map<string, number>();
  return [
    ...readFileSync(page, 'utf8')
      .replace(/^(`{3,})[\s\S]*?^\1/gm, '')
      .matchAll(/^#+ +(.*)$/gm),
  ].map(([, title = '']) => {
    const slug = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

function problem(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  const isThere = isFolder
    ? published.some((file) => file.startsWith(`${target.replace(/\/$/, '')}/`))
    : published.includes(target);
  if (!isThere) return `${page}: ${link} is not in the package`;
  if (anchor === undefined || !target.endsWith('.md')) return undefined;
  return anchors(target).includes(anchor) ? undefined : `${page}: ${link} has no such heading`;
}

describe('links in the package', () => {
  it('lead to a file of the package, and to a heading of it', () => {
    assert.ok(pages.length > 15, pages.join());
    const links = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => [page, link] as const),
    );
    const own = links.filter(([, link]) => !/^(?:https?|mailto):/.test(link));
    assert.ok(own.length > 50);
    assert.deepEqual(own.map(([page, link]) => problem(page, link)).filter(Boolean), []);
  });
});
