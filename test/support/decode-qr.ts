import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** Reads a QR code from a picture with an independent decoder. */
export function decodeQr(png: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(png);
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}
