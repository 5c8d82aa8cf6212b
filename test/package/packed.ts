import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Installed {
  /** A project with nothing but the package. */
  project: string;
  /** The package in it. */
  own: string;
  /** What the tarball contains, by paths. */
  files: string[];
  /** Every package that npm installed, the package itself not among them. */
  packages: string[];
  remove(): void;
}

const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Packs the package as `npm publish` would, and installs that into an empty folder. */
export function packAndInstall(): Installed {
  const project = mkdtempSync(join(tmpdir(), 'esim-install-'));
  const packed = npm('.', 'pack', '--json', '--silent', '--pack-destination', project);
  const [{ filename, files }] = JSON.parse(packed.slice(packed.indexOf('[\n')));
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund', join(project, filename));
  const locked = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')).packages;
  return {
    project,
    own: join(project, 'node_modules/esim-checkout'),
    files: files.map(({ path }: { path: string }) => path),
    packages: Object.entries<{ optional?: true; peer?: true }>(locked)
      .filter(([path]) => path.startsWith('node_modules/'))
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
      .filter((name) => name !== 'esim-checkout')
      .sort(),
    remove: () => rmSync(project, { recursive: true, force: true }),
  };
}

/** Runs `code` in a new Node process in this folder. Returns the output. */
export function nodeIn(cwd: string, type: 'module' | 'commonjs', code: string): string {
  const args = [`--input-type=${type}`, '--eval', code];
  return execFileSync(process.execPath, args, { cwd, encoding: 'utf8' }).trim();
}
