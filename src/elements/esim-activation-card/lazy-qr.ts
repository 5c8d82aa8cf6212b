import { LazyModule } from '../../controllers/lazy-module.js';
import { qrEncoder } from '../shared/late-parts.js';
import type { Qr } from './qr.js';

/** Loads the encoder when the first code is drawn. Keeps the last picture. */
export class LazyQr extends LazyModule<typeof import('./qr.js')> {
  #text = '';
  #qr: Qr | undefined;

  constructor(requestUpdate: () => void) {
    super({ requestUpdate }, qrEncoder);
  }

  /**
   * The picture; `undefined` until the encoder is loaded. `failed` is also set if the text is too long for a QR code.
   */
  of(text: string): Qr | undefined {
    const encoder = this.get();
    if (encoder && this.#text !== text) {
      this.#text = text;
      this.#qr = undefined;
      try {
        this.#qr = encoder.encodeQr(text);
      } catch {}
      this.failed = !this.#qr;
    }
    return this.#qr;
  }
}
