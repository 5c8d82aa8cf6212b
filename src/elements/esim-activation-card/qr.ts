import qrcode from 'qrcode/lib/core/qrcode.js';

// Offered only where there is a QR code, so it loads with it.
export { printCopy } from './print.js';

/** Modules of white on every side; readers need four. */
const QUIET = 4;

/** A QR code as one shape: dark runs on a white square of `size` × `size` units, quiet zone included. */
export interface Qr {
  size: number;
  /** SVG path data. */
  path: string;
}

/**
 * Encodes at level M.
 * @throws where the text is longer than a QR code holds (about 2,300 characters).
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

/** A file of its own, 10 px a module. */
export function toSvg({ size, path }: Qr): Blob {
  const side = size * 10;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
  return new Blob([text], { type: 'image/svg+xml' });
}

/** A picture of about a thousand pixels, with `caption` under the code so that it is known again among photos. */
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
