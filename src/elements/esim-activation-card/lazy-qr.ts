import type { Qr } from './qr.js';

/** Loads the encoder when the first code is to be drawn, and keeps the last picture. */
export class LazyQr {
  /** The encoder could not be loaded, or the text is too long for it. */
  failed = false;
  draw: typeof import('./qr.js') | undefined;
  #loading: Promise<void> | undefined;
  #text = '';
  #qr: Qr | undefined;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  of(text: string): Qr | undefined {
    if (!this.draw) this.#loading ??= this.#load();
    else if (this.#text !== text) {
      this.#text = text;
      this.#qr = undefined;
      try {
        this.#qr = this.draw.encodeQr(text);
      } catch {}
      this.failed = !this.#qr;
    }
    return this.#qr;
  }

  async #load(): Promise<void> {
    try {
      this.draw = await import('./qr.js');
      this.failed = false;
    } catch {
      this.failed = true;
      window.addEventListener('online', this.#again, { once: true });
    }
    this.#changed();
  }

  #again = (): void => {
    this.#loading = undefined;
    this.#changed();
  };
}
