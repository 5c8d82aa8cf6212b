import type { CardStrings } from '../../i18n/card-strings.js';
import { copyText } from '../shared/copy.js';
import type { CardHost } from './card-host.js';

/** The actions of the copy, save, share and print buttons, and their results. */
export class CardActions {
  /** The last value that the clipboard accepted. */
  copied = '';
  /** The value that the clipboard refused. Its text is selected instead. */
  refused = '';
  /** A message below the buttons if one of them failed. */
  problem = '';
  /** The text of the live region. */
  said = '';
  readonly #host: CardHost;

  constructor(host: CardHost) {
    this.#host = host;
  }

  reset(): void {
    this.copied = this.refused = this.problem = this.said = '';
  }

  async copy(
    value: string,
    label: string,
    shown: Element | null,
    text: CardStrings,
  ): Promise<void> {
    this.reset();
    this.#host.requestUpdate();
    if (await copyText(value, shown)) {
      this.copied = value;
      this.said = `${text.copied}: ${label}`;
    } else {
      if (shown) shown.ownerDocument.getSelection()?.selectAllChildren(shown);
      this.refused = value;
      this.said = text.cardCopyFailed;
    }
    this.#host.requestUpdate();
  }

  save(make: () => Blob | Promise<Blob>, name: string, text: CardStrings): Promise<void> {
    return this.#try(text.cardSaveFailed, async () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await make());
      link.download = name;
      link.click();
      // Some browsers read the file only after the click returns.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    });
  }

  share(make: () => Promise<Blob>, name: string, title: string, text: CardStrings): Promise<void> {
    return this.#try(text.cardSaveFailed, async () => {
      const files = [pictureFile(name, await make())];
      // A browser shares only from the window in which the customer pressed.
      const view = this.#host.ownerDocument.defaultView ?? window;
      await view.navigator.share({ files, title }).catch((error?: Partial<Error>) => {
        // The customer closed the share sheet. The error is of that window's class.
        if (error?.name !== 'AbortError') throw error;
      });
    });
  }

  print(start: () => Promise<void>, text: CardStrings): Promise<void> {
    return this.#try(text.cardPrintFailed, start);
  }

  async #try(sorry: string, work: () => unknown): Promise<void> {
    this.reset();
    try {
      await work();
    } catch {
      this.problem = this.said = sorry;
    }
    this.#host.requestUpdate();
  }
}

const pictureFile = (name: string, ...parts: Blob[]): File =>
  new File(parts, `${name}.png`, { type: 'image/png' });

export function canShare(): boolean {
  return (
    typeof navigator.canShare === 'function' && navigator.canShare({ files: [pictureFile('esim')] })
  );
}
