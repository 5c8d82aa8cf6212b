import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { which } from './browsers.mjs';
import { decodeQr } from './decode-qr.js';

const run = promisify(execFile);

/** Asserts the text of a picture's QR code, with one decoder and, if it is installed, a second one. */
export async function scans(png: Buffer, expected: string | undefined): Promise<void> {
  assert.equal(decodeQr(png), expected);
  if (!which('zbarimg')) return;
  const folder = await mkdtemp(join(tmpdir(), 'scan-'));
  try {
    const file = join(folder, 'scan.png');
    await writeFile(file, png);
    const { stdout } = await run('zbarimg', ['--raw', '-q', file]);
    assert.equal(stdout.trim(), expected);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
