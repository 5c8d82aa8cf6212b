import { execFileSync } from 'node:child_process';
import { ensureBuild } from '../../scripts/ensure-build.mjs';

/** What a fresh Node process prints that runs `code` as a module, with the package importable by its own name. */
export function inNode(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
    cwd: process.cwd(),
  }).trim();
}

export { ensureBuild };
