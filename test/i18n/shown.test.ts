import { aTimeout, expect, fixture, waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import type { Languages } from '../../src/i18n/languages.js';
import type { Strings } from '../../src/i18n/strings.js';
import { EsimPlanPicker } from '../support/define.js';
import { englishStrings, pseudoLanguages } from '../support/pseudo.js';
import { plans } from '../support/samples.js';

const root = (element: Element): ShadowRoot => element.shadowRoot as ShadowRoot;
const base = (element: Element): HTMLElement | null => root(element).querySelector('.base');
const button = (element: Element): string =>
  root(element).querySelector('[part=buy-button]')?.textContent?.trim() ?? '';

function picker(lang: string | undefined, changes: Partial<EsimPlanPicker> = {}): EsimPlanPicker {
  const element = Object.assign(new EsimPlanPicker(), { plans: plans() }, changes);
  if (lang) element.lang = lang;
  return element;
}

async function shown(element: EsimPlanPicker, lang: string): Promise<EsimPlanPicker> {
  await waitUntil(() => base(element)?.lang === lang, `shows ${lang}`);
  await element.updateComplete;
  return element;
}

async function mount(
  lang: string,
  as: string,
  changes: Partial<EsimPlanPicker> = {},
): Promise<EsimPlanPicker> {
  const element = picker(lang, changes);
  await fixture(element);
  return shown(element, as);
}

/** A language that arrives when the test says so. */
function held(strings: Partial<Strings>): { languages: Languages; arrive(): void } {
  let arrive: () => void = () => {};
  const loaded = new Promise<Strings>((resolve) => {
    arrive = () => resolve({ ...englishStrings, ...strings });
  });
  return { languages: { xx: () => loaded }, arrive: () => arrive() };
}

describe('a language on the page', () => {
  const FOUND: [lang: string, text: string, locale?: string][] = [
    ['de', 'Tarif wählen'],
    ['de-AT', 'Tarif wählen'],
    ['pt', 'Escolher um plano'],
    ['pt-BR', 'Escolher um plano'],
    ['pt-PT', 'Escolher um plano'],
    ['zh', '选择套餐'],
    ['zh-CN', '选择套餐'],
    ['zh-SG', '选择套餐'],
    ['zh-Hans-HK', '选择套餐'],
    ['zh-TW', '選擇方案'],
    ['zh-HK', '選擇方案'],
    ['zh-Hant', '選擇方案'],
    ['iw', 'בחירת חבילה', 'he'],
    ['in', 'Pilih paket', 'id'],
    ['es_MX', 'Elegir un plan', 'es-MX'],
    ['pt_BR.UTF-8', 'Escolher um plano', 'pt-BR'],
    ['de-DE@euro', 'Tarif wählen', 'de-DE'],
    ['zh_TW.Big5', '選擇方案', 'zh-TW'],
    ['zh-cmn-Hant-TW', '選擇方案', 'zh-Hant-TW'],
    [' de ', 'Tarif wählen', 'de'],
    ['fr-FR-!', 'Choisir un forfait', 'fr-FR'],
    ['DE_at', 'Tarif wählen', 'de-AT'],
    ['es-419', 'Elegir un plan'],
    ['de-DE-1996-x-shop', 'Tarif wählen', 'de-DE'],
    ['English', 'Choose a plan', 'en'],
    ['d', 'Choose a plan', 'en'],
    ['C.UTF-8', 'Choose a plan', 'en'],
    ['en-GB', 'Choose a plan'],
    ['mi', 'Choose a plan', 'en'],
  ];
  for (const [lang, text, locale] of FOUND)
    it(`"${lang}" is found`, async () => {
      expect(button(await mount(lang, locale ?? lang))).to.equal(text);
    });

  it('shows no other language and no key before the first has arrived', async () => {
    const { languages, arrive } = held({ choosePlan: 'Xx xx', plans: 'Xxxx' });
    const element = picker('xx', { languages });
    const seen = new Set<string>();
    const look = (): void => {
      if (!root(element).querySelector<HTMLElement>('.base > div')?.inert)
        seen.add(button(element));
      for (const text of root(element).querySelectorAll('p, dt, dd, .line, button'))
        if (!text.matches('.bone') && !text.querySelector('.bone') && text.textContent?.trim())
          seen.add(text.textContent.trim());
    };
    await fixture(element);
    const observer = new MutationObserver(look);
    observer.observe(root(element), { subtree: true, childList: true, characterData: true });
    look();
    expect([...seen]).to.deep.equal([]);
    expect(base(element)?.getAttribute('aria-busy')).to.equal('true');
    arrive();
    await shown(element, 'xx');
    look();
    observer.disconnect();
    expect(button(element)).to.equal('Xx xx');
    expect([...seen]).not.to.include('Choose a plan');
    for (const key of Object.keys(englishStrings)) expect([...seen]).not.to.include(key);
  });

  it('keeps the former language until the next one has arrived', async () => {
    const { languages, arrive } = held({ choosePlan: 'Xx xx' });
    const element = await mount('fr', 'fr', { languages });
    element.lang = 'xx';
    await aTimeout(0);
    await element.updateComplete;
    expect(button(element)).to.equal('Choisir un forfait');
    expect(root(element).querySelector<HTMLElement>('.base > div')?.inert).to.equal(false);
    arrive();
    expect(button(await shown(element, 'xx'))).to.equal('Xx xx');
  });

  it('follows the page when that changes', async () => {
    const element = picker(undefined);
    const page = await fixture<HTMLElement>(html`<div lang="it">${element}</div>`);
    expect(button(await shown(element, 'it'))).to.equal('Scegli un piano');
    page.lang = 'ja';
    expect(button(await shown(element, 'ja'))).to.equal('プランを選ぶ');
    expect(root(element).textContent).to.include('7 日');
  });

  it('may differ between two elements, with money and days to match', async () => {
    const german = picker('de');
    const korean = picker('ko');
    await fixture(html`<div lang="en">${german}${korean}</div>`);
    await Promise.all([shown(german, 'de'), shown(korean, 'ko')]);
    expect(button(german)).to.equal('Tarif wählen');
    expect(button(korean)).to.equal('요금제 선택');
    expect(root(german).textContent).to.include('4,50').and.include('7 Tage');
    expect(root(korean).textContent).to.include('4.50').and.include('7일');
  });

  for (const lang of ['ar', 'he'])
    it(`runs right to left in ${lang}, left to right again after`, async () => {
      const element = await mount(lang, lang);
      expect(base(element)?.dir).to.equal('rtl');
      element.lang = 'nl';
      expect(base(await shown(element, 'nl'))?.dir).to.equal('ltr');
    });

  it("takes a partner's texts over ours, key by key, and drops them again", async () => {
    const element = await mount('es', 'es', { strings: { choosePlan: 'Elige tu bono' } });
    expect(button(element)).to.equal('Elige tu bono');
    expect(root(element).textContent).to.include('Mejor precio');
    element.strings = undefined;
    await element.updateComplete;
    expect(button(element)).to.equal('Elegir un plan');
  });

  it("takes a partner's language, and prefers it to ours", async () => {
    const languages: Languages = {
      mi: async () => ({ ...englishStrings, choosePlan: 'Kōwhiria he mahere' }),
      'pt-PT': async () => ({ ...englishStrings, choosePlan: 'Escolher um tarifário' }),
      de: async () => ({ ...englishStrings, choosePlan: 'Such dir was aus' }),
    };
    for (const [lang, text] of [
      ['mi', 'Kōwhiria he mahere'],
      ['mi-NZ', 'Kōwhiria he mahere'],
      ['pt-PT', 'Escolher um tarifário'],
      ['pt-BR', 'Escolher um plano'],
      ['de-CH', 'Such dir was aus'],
    ] as const)
      expect(button(await mount(lang, lang, { languages }))).to.equal(text);
  });

  it('can be the pseudo language', async () => {
    const element = await mount('en-XA', 'en-XA', { languages: pseudoLanguages });
    expect(button(element)).to.equal('[Çhóóšé á pláñ ~~~]');
  });
});
