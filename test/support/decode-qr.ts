import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** What a decoder that is not ours reads from a picture. */
export function decodeQr(png: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(png);
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}
