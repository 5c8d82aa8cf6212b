import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Formats, formatsFor } from '../core/money.js';
import { english } from '../i18n/en.js';
import { languages as builtIn, type LanguageLoader, type Languages } from '../i18n/languages.js';
import type { ChoosingStrings, Strings } from '../i18n/strings.js';
import { kindOf, objectOf } from './host-options.js';
import { isTexts, merged } from './host-texts.js';
import { Mistakes } from './mistakes.js';
import { once } from './once.js';

/** An element that shows text. The partner may set both properties. */
export interface LanguageHost extends ReactiveControllerHost, HTMLElement {
  /** Texts that replace the element's own, in every language. */
  strings?: Partial<Strings> | undefined;
  /** Languages in addition to the built-in ones. */
  languages?: Languages | undefined;
}

const ENGLISH = 'en';

/** The result of each loader. All elements of a page share one request per file. */
const files = new WeakMap<LanguageLoader, LanguageLoader>();

function file(load: LanguageLoader): Promise<Strings> {
  // A host's loader may throw, or return no promise.
  const loaded = files.get(load) ?? once(async () => load());
  files.set(load, loaded);
  return loaded();
}

/** The parent, across shadow roots. */
function parentOf({ parentElement, parentNode }: Element): Element | undefined {
  return parentElement ?? (parentNode as Partial<ShadowRoot> | null)?.host;
}

/**
 * The parts of a language tag: language, extended language (Intl does not take one), script and region. The tag may be
 * one of HTML or one of POSIX (`pt_BR.UTF-8`, `de_DE@euro`). The rest of it is ignored.
 */
const TAG =
  /^\s*([a-z]{2,3})(?:[-_][a-z]{3})*(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z\d])/i;

/**
 * The keys under which a tag is looked up, closest first: `zh-TW` → `zh-TW`, `zh-Hant`, `zh`; English for a text that is
 * no tag. If a language is `known` only without region or script, its key is found without Intl. The first call of Intl
 * costs more than the rest of the first screen.
 */
function candidates(tag: string, known: string[]): { locale: string; keys: string[] } {
  const [bare = ENGLISH, ...more] = TAG.exec(tag)?.slice(1) ?? [];
  const simple = [bare, ...more.filter(Boolean)].join('-');
  if (known.includes(bare) && !known.some((key) => key.startsWith(`${bare}-`)))
    return { locale: simple, keys: [bare] };
  const locale = new Intl.Locale(simple);
  const { language, script, region } = locale.maximize();
  return {
    locale: locale.baseName,
    keys: [`${language}-${locale.region ?? region}`, `${language}-${script}`, language],
  };
}

/**
 * One element's language: its own `lang`, else the nearest ancestor's (across shadow roots), else the browser's. It
 * follows changes of any of them while the element is connected. `locale` and the texts change together, when the
 * texts have arrived. Until then the previous language stays. During the first load `ready` is false.
 */
export class LanguageController implements ReactiveController {
  /** The BCP 47 tag for Intl. The shown texts are always in this language. */
  locale = ENGLISH;
  /** Formats of money, data, days and countries in this locale. */
  format: Formats = formatsFor(ENGLISH);
  /** The base direction: from the nearest `dir`, else from the language. */
  dir: 'ltr' | 'rtl' = 'ltr';
  /** False only while the first language loads. The element then shows the skeleton, not another language. */
  ready = true;
  /** Reports the host's mistakes with this element. */
  readonly mistakes: Mistakes;
  readonly #host: LanguageHost;
  readonly #observer: MutationObserver;
  #strings: Partial<Strings> = {};
  #languages: Languages | undefined;
  #asked = '';
  #settled = false;
  #merged = new Map<object, { from: unknown; over: unknown; result: object }>();

  constructor(host: LanguageHost) {
    this.#host = host;
    this.mistakes = new Mistakes(host);
    this.#observer = new MutationObserver(() => this.#resolve());
    host.addController(this);
  }

  hostConnected(): void {
    for (let node: Element | undefined = this.#host; node; node = parentOf(node))
      this.#observer.observe(node, { attributeFilter: ['lang', 'dir'] });
    this.#resolve();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  hostUpdate(): void {
    if (this.#host.languages !== this.#languages && this.#host.isConnected) this.#resolve();
  }

  /** The texts of the first screen. */
  get choosing(): ChoosingStrings {
    return this.with(english);
  }

  /**
   * The texts of a lazily loaded part, in the host's language and with the partner's replacements.
   * @param base the part's English texts (`en-order.ts`, `en-card.ts`)
   */
  with<T extends Partial<Strings>>(base: T): T {
    const over = this.#host.strings;
    const known = this.#merged.get(base);
    if (known?.from === this.#strings && known.over === over) return known.result as T;
    const result = merged(
      base,
      [
        ['strings', over],
        ['languages', this.#strings],
      ],
      this.mistakes,
    );
    this.#merged.set(base, { from: this.#strings, over, result });
    return result;
  }

  /** The host or its nearest ancestor that has the attribute. */
  #nearest(attribute: string): Element | undefined {
    let node: Element | undefined = this.#host;
    while (node && !node.getAttribute(attribute)) node = parentOf(node);
    return node;
  }

  #resolve(): void {
    const tag = this.#nearest('lang')?.getAttribute('lang') ?? navigator.language;
    this.#languages = this.#host.languages;
    let own: Languages = {};
    try {
      own = { ...objectOf('languages', this.#languages, this.mistakes) } as Languages;
    } catch (cause) {
      this.mistakes.tell('languages threw an error: ours is shown.', cause);
    }
    const all: Languages = { ...builtIn, ...own };
    const { locale, keys } = candidates(tag, [ENGLISH, ...Object.keys(all)]);
    const key = keys.find((each) => each === ENGLISH || Object.hasOwn(all, each)) ?? ENGLISH;
    const load = this.#loader(key, all[key]);
    this.#asked = locale;
    if (!load) this.#show(key === ENGLISH && keys.includes(ENGLISH) ? locale : ENGLISH, {});
    else {
      this.ready = this.#settled;
      // The placeholders need the direction of the texts to come.
      if (!this.ready) this.#turn(locale);
      file(load).then(
        (strings) => {
          if (!isTexts(strings))
            this.mistakes.tell(
              `languages.${key} must resolve to the texts, not ${kindOf(strings)}.`,
            );
          if (this.#asked !== locale) return;
          if (isTexts(strings)) this.#show(locale, strings);
          else this.#show(ENGLISH, {});
        },
        (cause) => {
          if (Object.hasOwn(own, key))
            this.mistakes.tell(`languages.${key} could not be loaded: English is shown.`, cause);
          if (this.#asked === locale) this.#show(ENGLISH, {});
        },
      );
    }
  }

  #loader(key: string, load: LanguageLoader | undefined): LanguageLoader | undefined {
    if (load === undefined || typeof load === 'function') return load;
    this.mistakes.tell(`languages.${key} must be a function, not ${kindOf(load)}.`);
    return undefined;
  }

  #show(locale: string, strings: Partial<Strings>): void {
    this.ready = this.#settled = true;
    if (this.locale !== locale) this.format = formatsFor(locale);
    this.locale = locale;
    this.#strings = strings;
    this.#turn(locale);
  }

  #turn(locale: string): void {
    const own = this.#nearest('dir');
    const rtl = own ? own.matches(':dir(rtl)') : /^(ar|he|fa|ur|ps|sd|ckb|dv|yi|ug)\b/.test(locale);
    this.dir = rtl ? 'rtl' : 'ltr';
    this.#host.requestUpdate();
  }
}
