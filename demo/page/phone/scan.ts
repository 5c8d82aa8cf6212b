import { deep } from '../deep.js';
import type { Frame } from '../frame.js';

/** Side of the photo in pixels. */
const PHOTO = 480;

/** The QR code on a page as it is drawn there, if one is shown. */
export function codeOn(frame: Frame): SVGSVGElement | undefined {
  const root = frame.checkout?.shadowRoot;
  return root ? deep<SVGSVGElement>(root, '[part~=qr] svg') : undefined;
}

/** Takes a photo of the drawn code on its white ground. */
export async function photograph(svg: SVGSVGElement): Promise<HTMLCanvasElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('width', String(PHOTO));
  copy.setAttribute('height', String(PHOTO));
  const picture = new Image(PHOTO, PHOTO);
  picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = PHOTO;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('No canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, PHOTO, PHOTO);
  pen.drawImage(picture, 0, 0, PHOTO, PHOTO);
  return canvas;
}

/** Reads the code on a photo with an independent decoder. */
export async function decode(photo: HTMLCanvasElement): Promise<string | undefined> {
  // Loaded with the first scan: it is heavier than the whole stage.
  const { default: jsQR } = await import('jsqr');
  const { width, height } = photo;
  const pixels = photo.getContext('2d')?.getImageData(0, 0, width, height);
  return pixels && jsQR(pixels.data, width, height)?.data;
}

/** The activation code in an install link. */
export function codeInLink(href: string): string | undefined {
  const query = new URL(href).search.slice(1);
  const [, value = ''] = /(?:^|&)(?:carddata|addCellularPlan)=([^&]*)/.exec(query) ?? [];
  return decodeURIComponent(value) || undefined;
}
