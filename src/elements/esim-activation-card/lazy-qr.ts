import { LazyModule } from '../../controllers/lazy-module.js';
import { qrEncoder } from '../shared/late-parts.js';
import type { Qr } from './qr.js';

/** Loads the encoder when the first code is to be drawn, and keeps the last picture. */
export class LazyQr extends LazyModule<typeof import('./qr.js')> {
  #text = '';
  #qr: Qr | undefined;

  constructor(requestUpdate: () => void) {
    super({ requestUpdate }, qrEncoder);
  }

  /** The picture, once the encoder is there; `failed` also where the text is too long for it. */
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
