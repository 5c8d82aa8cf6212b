import qrcode from 'qrcode/lib/core/qrcode.js';

// Printing needs a QR code, so its code is in the same chunk.
export { printCopy } from './print.js';

/** White modules on every side. Readers need four. */
const QUIET = 4;

/**
 * A QR code as one shape: dark runs on a white square of `size` × `size` units. The square includes the quiet zone.
 */
export interface Qr {
  size: number;
  /** SVG path data. */
  path: string;
}

/**
 * Encodes text at error correction level M.
 * @throws if the text is longer than a QR code can hold (about 2,300 characters)
 */
export function encodeQr(text: string): Qr {
  const symbol = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const { data, size } = symbol.modules;
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let run = 0;
      while (x + run < size && data[y * size + x + run]) run++;
      if (run) path += `M${x + QUIET} ${y + QUIET}h${run}v1h-${run}z`;
      x += run;
    }
  }
  return { size: size + 2 * QUIET, path };
}

/** Makes an SVG file, 10 px per module. */
export function toSvg({ size, path }: Qr): Blob {
  const side = size * 10;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
  return new Blob([text], { type: 'image/svg+xml' });
}

/**
 * Makes a PNG of about 1,000 px. `caption` is below the code, so that the customer finds the picture among photos.
 */
export async function toPng({ size, path }: Qr, caption: string): Promise<Blob> {
  const scale = Math.ceil(1000 / size);
  const side = size * scale;
  const foot = caption ? 80 : 0;
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side + foot;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('No canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, side, side + foot);
  pen.fillStyle = '#000';
  pen.textAlign = 'center';
  pen.font = '36px system-ui, sans-serif';
  pen.fillText(caption, side / 2, side + 16, side - 80);
  pen.scale(scale, scale);
  pen.fill(new Path2D(path));
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No picture'))), 'image/png');
  });
}
