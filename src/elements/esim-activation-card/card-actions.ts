import type { CardStrings } from '../../i18n/card-strings.js';
import { copyText } from '../shared/copy.js';

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
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
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
    this.#changed();
    if (await copyText(value)) {
      this.copied = value;
      this.said = `${text.copied}: ${label}`;
    } else {
      if (shown) getSelection()?.selectAllChildren(shown);
      this.refused = value;
      this.said = text.cardCopyFailed;
    }
    this.#changed();
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
      await navigator.share({ files, title }).catch((error: unknown) => {
        // The customer closed the share sheet.
        if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
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
    this.#changed();
  }
}

const pictureFile = (name: string, ...parts: Blob[]): File =>
  new File(parts, `${name}.png`, { type: 'image/png' });

export function canShare(): boolean {
  return navigator.canShare?.({ files: [pictureFile('esim')] }) ?? false;
}
