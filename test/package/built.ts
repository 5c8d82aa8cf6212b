import { execFileSync } from 'node:child_process';
import { ensureBuild } from '../../scripts/ensure-build.mjs';

/**
 * Runs `code` as a module in a new Node process, which can import the package by its own name. Returns the output.
 */
export function inNode(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
    cwd: process.cwd(),
  }).trim();
}

export { ensureBuild };
