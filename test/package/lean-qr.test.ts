import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type QrCode from 'qrcode/lib/core/qrcode.js';
import { build, type Rollup } from 'vite';
import { leanQr } from '../../scripts/vite/lean-qr.js';

const CORE = 'qrcode/lib/core/qrcode.js';
const require = createRequire(import.meta.url);

async function leanCore(): Promise<typeof QrCode> {
  const [output] = (await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [leanQr()],
    build: { lib: { entry: require.resolve(CORE), formats: ['es'] }, write: false },
  })) as Rollup.RollupOutput[];
  const code = output?.output[0].code ?? '';
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return module.default as typeof QrCode;
}

test('the lean encoder draws what the whole library draws, in every version', async () => {
  const whole = require(CORE) as typeof QrCode;
  const lean = await leanCore();
  const draw = ({ create }: typeof QrCode, length: number) => {
    const data = Uint8Array.from({ length }, (_, index) => 33 + ((index * 7) % 90));
    return create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M' });
  };
  const { getCapacity } = require('qrcode/lib/core/version.js');
  const { M } = require('qrcode/lib/core/error-correction-level.js');
  const { BYTE } = require('qrcode/lib/core/mode.js');
  for (let version = 1; version <= 40; version += 1) {
    const most: number = getCapacity(version, M, BYTE);
    // The longest text of a version, and the shortest.
    for (const length of [most, version === 1 ? 1 : getCapacity(version - 1, M, BYTE) + 1]) {
      const [ours, theirs] = [draw(lean, length), draw(whole, length)];
      assert.equal(ours.version, version, `${length} bytes`);
      assert.equal(theirs.version, version, `${length} bytes`);
      assert.deepEqual(ours.modules.data, theirs.modules.data, `${length} bytes`);
    }
  }
  assert.throws(() => draw(lean, 2332));
});
