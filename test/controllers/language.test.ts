import { aTimeout, expect, fixture } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { LanguageController } from '../../src/controllers/language.js';
import type { Languages } from '../../src/i18n/languages.js';
import type { Strings } from '../../src/i18n/strings.js';

class LanguageProbe extends LitElement {
  static override properties = {
    strings: { attribute: false },
    languages: { attribute: false },
  };
  declare strings: Partial<Strings> | undefined;
  declare languages: Languages | undefined;
  readonly language = new LanguageController(this);
  drawn: string[] = [];
  protected override render(): string {
    this.drawn.push(this.language.ready ? this.language.choosing.retry : '…');
    return this.language.choosing.retry;
  }
}
customElements.define('language-probe', LanguageProbe);

const swiss = { retry: 'Nomol' } as Strings;
const languages: Languages = {
  'x-none': async () => swiss,
  tlh: async () => ({ retry: 'wejpuH' }) as Strings,
  gsw: async () => swiss,
  'sr-Latn': async () => ({ retry: 'Ponovo' }) as Strings,
  'sr-RS': async () => ({ retry: 'Поново' }) as Strings,
  arc: async () => ({ retry: 'ܬܘܒ' }) as Strings,
  nope: () => Promise.reject(new Error('gone')),
};

async function probe(wrap: (content: unknown) => unknown): Promise<LanguageProbe> {
  const root = await fixture(
    html`<div>${wrap(html`<language-probe .languages=${languages}></language-probe>`)}</div>`,
  );
  const element = root.querySelector('language-probe') as LanguageProbe;
  await aTimeout(0);
  await element.updateComplete;
  return element;
}

const shown = (element: LanguageProbe): string => element.shadowRoot?.textContent ?? '';

describe('LanguageController', () => {
  it("takes the nearest ancestor's language", async () => {
    const element = await probe((it) => html`<p lang="tlh"><span lang="gsw">${it}</span></p>`);
    expect(shown(element)).to.equal('Nomol');
    expect(element.language.locale).to.equal('gsw');
  });

  it('looks across shadow roots', async () => {
    const host = document.createElement('div');
    host.lang = 'gsw';
    host.attachShadow({ mode: 'open' });
    const element = new LanguageProbe();
    element.languages = languages;
    host.shadowRoot?.append(element);
    await fixture(html`${host}`);
    await aTimeout(0);
    await element.updateComplete;
    expect(shown(element)).to.equal('Nomol');
  });

  it('prefers its own language, and follows a change of it', async () => {
    const element = await probe((it) => html`<p lang="tlh">${it}</p>`);
    element.lang = 'gsw';
    await aTimeout(0);
    expect(shown(element)).to.equal('Nomol');
    element.removeAttribute('lang');
    await aTimeout(0);
    expect(shown(element)).to.equal('wejpuH');
  });

  it("follows a change of an ancestor's language, and no longer once removed", async () => {
    const element = await probe((it) => html`<p lang="tlh">${it}</p>`);
    const parent = element.closest('p') as HTMLElement;
    parent.lang = 'gsw';
    await aTimeout(0);
    expect(shown(element)).to.equal('Nomol');
    element.remove();
    parent.lang = 'tlh';
    await aTimeout(0);
    expect(shown(element)).to.equal('Nomol');
    parent.append(element);
    await aTimeout(0);
    expect(shown(element)).to.equal('wejpuH');
  });

  it('falls back from region to script to language to English', async () => {
    const element = await probe((it) => html`<p lang="sr-RS">${it}</p>`);
    expect(shown(element)).to.equal('Поново');
    element.lang = 'sr-Latn-ME';
    await aTimeout(0);
    expect(shown(element)).to.equal('Ponovo');
    element.lang = 'gsw-CH';
    await aTimeout(0);
    expect(shown(element)).to.equal('Nomol');
    expect(element.language.locale).to.equal('gsw-CH');
    element.lang = 'mi';
    await aTimeout(0);
    expect(shown(element)).to.equal('Try again');
    expect(element.language.locale).to.equal('en');
  });

  for (const lang of ['not a tag', '_', 'en_GB', 'x'])
    it(`speaks English for "${lang}"`, async () => {
      const element = await probe((it) => html`<p lang=${lang}>${it}</p>`);
      expect(shown(element)).to.equal('Try again');
    });

  it('draws no other language before the first has arrived', async () => {
    const element = await probe((it) => html`<p lang="gsw">${it}</p>`);
    expect(new Set(element.drawn)).to.deep.equal(new Set(['…', 'Nomol']));
  });

  it('speaks English where a language cannot be loaded', async () => {
    const element = await probe((it) => html`<p lang="nope">${it}</p>`);
    expect(shown(element)).to.equal('Try again');
    expect(element.language.ready).to.equal(true);
  });

  it("puts the partner's own texts over any language", async () => {
    const element = await probe((it) => html`<p lang="gsw">${it}</p>`);
    element.strings = { retry: 'Once more' };
    await element.updateComplete;
    expect(shown(element)).to.equal('Once more');
    expect(element.language.with({ loading: 'x' }).loading).to.equal('x');
  });

  it('merges texts once, not at every read', async () => {
    const element = await probe((it) => it);
    expect(element.language.choosing).to.equal(element.language.choosing);
  });

  it('takes the direction from the nearest dir, else from the language', async () => {
    const element = await probe((it) => html`<p lang="gsw" dir="rtl">${it}</p>`);
    expect(element.language.dir).to.equal('rtl');
    (element.parentElement as HTMLElement).dir = 'ltr';
    await aTimeout(0);
    expect(element.language.dir).to.equal('ltr');
  });

  it('has the direction of the texts while they load', async () => {
    const element = new LanguageProbe();
    element.languages = { ar: () => new Promise(() => {}) };
    element.lang = 'ar';
    await fixture(html`${element}`);
    expect([element.language.ready, element.language.dir]).to.deep.equal([false, 'rtl']);
  });

  it('lets the last of two quick changes win', async () => {
    let first: (strings: Strings) => void = () => {};
    const element = await probe((it) => it);
    element.languages = {
      tlh: () =>
        new Promise((resolve) => {
          first = resolve;
        }),
      gsw: async () => swiss,
    };
    element.lang = 'tlh';
    await aTimeout(0);
    element.lang = 'gsw';
    await aTimeout(0);
    first({ retry: 'late' } as Strings);
    await aTimeout(0);
    expect(shown(element)).to.equal('Nomol');
  });
});
