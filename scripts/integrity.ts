import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Integrity {
  version: string;
  /** Subresource Integrity of each file, by its path below the folder. */
  files: Record<string, string>;
  tags: Tags;
}

export interface Tags {
  /** Where the tags expect the folder. */
  base: string;
  /** `<script type="importmap">`: the hashes of the files that the entry loads later. */
  importMap: string;
  /** That script in `script-src` of a Content Security Policy. */
  importMapSource: string;
  module: string;
  classic: string;
}

const hash = (algorithm: 'sha256' | 'sha384', data: string | Buffer): string =>
  `${algorithm}-${createHash(algorithm).update(data).digest('base64')}`;

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => !name.startsWith('.vite/') && !/^(?:integrity\.json|tags\.html)$/.test(name))
    .sort();
}

function tagsFor(base: string, files: Record<string, string>): Tags {
  const isEntry = (name: string): boolean => /^esim-checkout(\.iife)?\.js$/.test(name);
  const later = Object.entries(files).filter(([name]) => name.endsWith('.js') && !isEntry(name));
  const map = JSON.stringify({
    integrity: Object.fromEntries(later.map(([name, sri]) => [base + name, sri])),
  });
  const attributes = (name: string): string =>
    `src="${base}${name}" integrity="${files[name]}" crossorigin="anonymous"`;
  return {
    base,
    importMap: `<script type="importmap">${map}</script>`,
    importMapSource: `'${hash('sha256', map)}'`,
    module: `<script type="module" ${attributes('esim-checkout.js')}></script>`,
    classic: `<script defer ${attributes('esim-checkout.iife.js')}></script>`,
  };
}

const page = (version: string, tags: Tags): string => `<!--
  esim-checkout ${version}: tags with Subresource Integrity. They expect this folder at ${tags.base}
  on the page's own origin. For another place, replace that path in all of them (docs/self-hosting.md).
-->

<!-- The hashes of the files that load later. It comes before the first module of the page.
     In a Content Security Policy: script-src ${tags.importMapSource} -->
${tags.importMap}

<!-- The element as a module -->
${tags.module}

<!-- or as a classic script -->
${tags.classic}
`;

/** Writes `integrity.json` and `tags.html` into the finished folder. */
export function writeIntegrity(folder: string): void {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const files = Object.fromEntries(
    filesOf(folder).map((name) => [name, hash('sha384', readFileSync(join(folder, name)))]),
  );
  const tags = tagsFor(`/esim-checkout/${version}/`, files);
  const integrity: Integrity = { version, files, tags };
  writeFileSync(join(folder, 'integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`);
  writeFileSync(join(folder, 'tags.html'), page(version, tags));
}
