import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Package {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
}

const read = (folder: string): Package =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;

/** Command-line and server parts of `qrcode`; the encoder does not import them. */
const NOT_BUNDLED = new Set(['pngjs', 'yargs']);

/** The licences of what the CDN files contain: minifying takes the notices out of the code. */
export function bundledLicenses(): string {
  const texts = new Map<string, string>();
  function add(name: string): void {
    if (texts.has(name) || NOT_BUNDLED.has(name) || name.startsWith('@types/')) return;
    const folder = join('node_modules', name);
    const { version, dependencies = {} } = read(folder);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : 'See the package.';
    texts.set(name, `${name} ${version}\n\n${text}\n`);
    Object.keys(dependencies).forEach(add);
  }
  Object.keys(read('.').dependencies ?? {}).forEach(add);
  return [...texts.values()].join(`\n${'-'.repeat(72)}\n\n`);
}
