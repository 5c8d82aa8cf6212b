import { expect } from '@open-wc/testing';
import jsQR from 'jsqr';
import { encodeQr, type Qr, toPng, toSvg } from '../../src/elements/esim-activation-card/qr.js';
import { activationCodes } from '../support/activation-codes.js';

const CODE = 'LPA:1$rsp.example.com$ACTIVATION-TOKEN-XYZ';

/** Draws the path, not the matrix behind it, so that a wrong path fails. */
function paint({ size, path }: Qr, scale: number): ImageData {
  const side = size * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(run)) * scale; column++)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
  return new ImageData(pixels, side, side);
}

const read = (image: ImageData) => jsQR(image.data, image.width, image.height)?.data;

async function picture(blob: Blob): Promise<ImageData> {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  await image.decode();
  URL.revokeObjectURL(image.src);
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('No canvas');
  pen.drawImage(image, 0, 0);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

describe('QR code', () => {
  it('gives the same text back for 1,000 codes', function () {
    this.timeout(120_000);
    for (const text of activationCodes(1000)) expect(read(paint(encodeQr(text), 3))).to.equal(text);
  });

  it('leaves four modules white on every side', () => {
    const { size, path } = encodeQr(CODE);
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((run) => run.slice(1).map(Number));
    expect(Math.min(...runs.map(([x = 0]) => x))).to.equal(4);
    expect(Math.min(...runs.map(([, y = 0]) => y))).to.equal(4);
    expect(Math.max(...runs.map(([x = 0, , run = 0]) => x + run))).to.equal(size - 4);
    expect(Math.max(...runs.map(([, y = 0]) => y + 1))).to.equal(size - 4);
  });

  it('uses level M', () => {
    // The two bits of level M (00, masked with 10) are the first bits of the format information, next to the corner.
    const image = paint(encodeQr(CODE), 1);
    const dark = (x: number, y: number) => image.data[(y * image.width + x) * 4] === 0;
    expect([dark(4, 12), dark(5, 12)]).to.deep.equal([true, false]);
  });

  it('refuses what no QR code can hold', () => {
    expect(() => encodeQr('x'.repeat(3000))).to.throw();
  });

  it('saves a PNG that scans, with a caption under it', async function () {
    this.timeout(60_000);
    const qr = encodeQr(CODE);
    const plain = await picture(await toPng(qr, ''));
    const image = await picture(await toPng(qr, 'Japan · 5 GB · 30 days'));
    expect(read(image)).to.equal(CODE);
    expect(plain.width).to.be.at.least(1000);
    expect(image.height).to.be.greaterThan(plain.height);
    const caption = image.data.slice(plain.height * image.width * 4);
    expect(caption.some((value) => value < 128)).to.equal(true);
  });

  it('saves an SVG that scans', async () => {
    const blob = toSvg(encodeQr(CODE));
    expect(blob.type).to.equal('image/svg+xml');
    expect(read(await picture(blob))).to.equal(CODE);
  });
});
