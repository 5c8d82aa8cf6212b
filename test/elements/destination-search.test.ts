import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, LitElement, type TemplateResult } from 'lit';
import { LanguageController } from '../../src/controllers/language.js';
import type { Product } from '../../src/core/types.js';
import {
  DestinationSearch,
  destinationSearchStyles,
} from '../../src/elements/esim-checkout/destination-search.js';
import { controls } from '../../src/styles/controls.js';
import { tokens } from '../../src/styles/tokens.js';
import { products } from '../support/samples.js';
import { LOOKS, page } from '../support/themes.js';
import { until } from '../support/until.js';

class SearchHost extends LitElement {
  static override styles = [tokens, controls, destinationSearchStyles];
  picked: [string, Product[]][] = [];
  products = products();
  readonly language = new LanguageController(this);
  readonly search = new DestinationSearch(this, {
    onPick: (code, chosen) => this.picked.push([code, chosen]),
  });
  protected override render(): TemplateResult {
    const { locale, dir } = this.language;
    return html`<div class="base" lang=${locale} dir=${dir}>${this.search.render(this.products, this.language)}</div>`;
  }
}
customElements.define('search-host', SearchHost);

async function search(changes: Partial<SearchHost> = {}): Promise<SearchHost> {
  const host = Object.assign(new SearchHost(), changes);
  await fixture(host);
  return host;
}
const input = (host: SearchHost): HTMLInputElement =>
  host.shadowRoot?.querySelector('input') as HTMLInputElement;
const names = (host: SearchHost): string[] =>
  [...(host.shadowRoot?.querySelectorAll('[role=option] .name') ?? [])].map(
    (each) => each.textContent ?? '',
  );
async function type(host: SearchHost, query: string): Promise<string[]> {
  input(host).value = query;
  input(host).dispatchEvent(new InputEvent('input', { bubbles: true }));
  await host.updateComplete;
  return names(host);
}
async function press(host: SearchHost, ...keys: string[]): Promise<void> {
  input(host).focus();
  for (const key of keys) await sendKeys({ press: key });
  await host.updateComplete;
}

const TURKEY = new Intl.DisplayNames('en', { type: 'region' }).of('TR') ?? '';

describe('DestinationSearch', () => {
  const queries: [string, string][] = [
    ['japan', 'Japan'],
    ['JP', 'Japan'],
    ['jpn', 'Japan'],
    ['sakura', 'Japan'],
    // Engines say either Turkey or Türkiye: both must find it.
    ['turkiye', TURKEY],
    ['TÜRKİYE', TURKEY],
    ['cote d ivoire', 'Côte d’Ivoire'],
    ['aland', 'Åland Islands'],
    ['viet', 'Vietnam'],
    ['worldwide', 'Global 120'],
    ['kingdom', 'United Kingdom'],
  ];
  for (const [query, name] of queries)
    it(`finds ${name} by "${query}"`, async () => {
      expect((await type(await search(), query))[0]).to.equal(name);
    });

  it('has countries first and regions in a group of their own', async () => {
    const host = await search();
    const groups = [...(host.shadowRoot?.querySelectorAll('[role=group]') ?? [])];
    expect(groups.map((group) => group.querySelector('.group')?.textContent)).to.deep.equal([
      'Countries',
      'Regions and worldwide',
    ]);
    expect(groups[1]?.querySelectorAll('[role=option]')).to.have.length(3);
  });

  it('gives all products of a country at once', async () => {
    const host = await search();
    await type(host, 'japan');
    host.shadowRoot?.querySelector<HTMLElement>('[role=option]')?.click();
    expect(host.picked[0]?.[0]).to.equal('JPN');
    expect(host.picked[0]?.[1].map((product) => product.id)).to.deep.equal([1, 90]);
  });

  it('picks by keyboard alone', async () => {
    const host = await search();
    await type(host, 'united');
    await press(host, 'ArrowDown', 'ArrowDown');
    const active = input(host).getAttribute('aria-activedescendant') ?? '';
    expect(host.shadowRoot?.getElementById(active)?.textContent).to.contain('United States');
    await press(host, 'Enter');
    expect(host.picked[0]?.[0]).to.equal('USA');
  });

  it('wraps at the ends, and leaves with Escape', async () => {
    const host = await search();
    await press(host, 'ArrowUp');
    expect(host.shadowRoot?.querySelector('[aria-selected=true] .name')?.textContent).to.equal(
      'Global 120',
    );
    await press(host, 'ArrowDown');
    expect(host.shadowRoot?.querySelector('[aria-selected=true] .name')?.textContent).to.equal(
      'Åland Islands',
    );
    await press(host, 'Escape');
    expect(input(host).hasAttribute('aria-activedescendant')).to.equal(false);
    await type(host, 'jap');
    await press(host, 'Escape');
    expect(input(host).value).to.equal('');
  });

  it('picks the only match on Enter, and nothing among several', async () => {
    const host = await search();
    await type(host, 'united');
    await press(host, 'Enter');
    expect(host.picked).to.have.length(0);
    await type(host, 'japan');
    await press(host, 'Enter');
    expect(host.picked).to.have.length(1);
  });

  it('says when there is nothing', async () => {
    const host = await search();
    expect(await type(host, '<b>zz')).to.deep.equal([]);
    expect(input(host).getAttribute('aria-expanded')).to.equal('false');
    expect(host.shadowRoot?.querySelector('[role=status]')?.textContent).to.contain('<b>zz');
    expect(host.shadowRoot?.querySelector('b')).to.equal(null);
  });

  it('loads images over https only, and lazily', async () => {
    const at = (id: number, imageUrl: string): Product => ({
      id,
      name: `Zone ${id}`,
      countryCode: `R${id}`,
      currency: 'USD',
      imageUrl,
    });
    const host = await search({
      products: [
        at(1, 'https://img.example/a.png'),
        at(2, 'http://img.example/b.png'),
        at(3, 'javascript:alert(1)'),
        at(4, 'data:image/png;base64,AA'),
      ],
    });
    const images = [...(host.shadowRoot?.querySelectorAll<HTMLImageElement>('img[src]') ?? [])];
    expect(images.map((image) => image.src)).to.deep.equal(['https://img.example/a.png']);
    expect(images[0]?.loading).to.equal('lazy');
    expect(images[0]?.alt).to.equal('');
  });

  const zones = (count: number, more: Partial<Product> = {}): Product[] =>
    Array.from({ length: count }, (_, id) => ({
      id,
      name: `Region plan ${id}`,
      countryCode: `Z${id}`,
      currency: 'USD',
      ...more,
    }));

  it('draws a few of five thousand and says how many more', async () => {
    const host = await search({ products: zones(5000) });
    expect(names(host)).to.have.length.at.most(48);
    expect(await type(host, 'region plan 4998')).to.deep.equal(['Region plan 4998']);
    await type(host, 'plan');
    expect(host.shadowRoot?.textContent).to.match(/4,?984 more: keep typing/);
  });

  it('draws more as the list is scrolled, countries first, until all are there', async () => {
    const COUNTRIES = ['JPN', 'FRA', 'DEU', 'ITA', 'ESP', 'PRT', 'USA', 'CAN', 'MEX', 'BRA'].concat(
      ['ARG', 'CHL', 'PER', 'COL', 'CHN', 'KOR', 'IND', 'THA', 'VNM', 'IDN', 'MYS', 'SGP', 'PHL'],
    );
    const countries = COUNTRIES.map((countryCode, index) => ({
      id: 1000 + index,
      name: countryCode,
      countryCode,
      currency: 'USD',
    }));
    const host = await search({ products: [...countries, ...zones(30)] });
    const list = host.shadowRoot?.getElementById('destinations') as HTMLElement;
    const drawn = (): number[] =>
      [...list.querySelectorAll('[role=group]')].map(
        (group) => group.querySelectorAll('[role=option]').length,
      );
    await type(host, 'plan');
    await type(host, '');
    expect(drawn()).to.deep.equal([12, 4]);
    list.scrollTop = 600;
    await until(() => drawn()[0] === 23);
    for (let turn = 0; turn < 10 && (drawn()[1] ?? 0) < 30; turn += 1) {
      list.scrollTop = list.scrollHeight;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    expect(drawn()).to.deep.equal([23, 30]);
    expect(host.shadowRoot?.textContent).not.to.contain('more:');
    expect((await type(host, 'plan')).length).to.equal(16);
  });

  it('reaches every destination by keyboard', async () => {
    const host = await search({ products: zones(80) });
    input(host).focus();
    const chosen = (): string | null | undefined =>
      host.shadowRoot?.querySelector('[aria-selected=true] .name')?.textContent;
    for (let turn = 0; turn < 16 && chosen() !== 'Region plan 9'; turn += 1) {
      await sendKeys({ press: 'PageDown' });
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    expect(chosen()).to.equal('Region plan 9');
    expect(names(host)).to.have.length(80);
  });

  it('shows the picture of a destination in a row whose last picture was broken', async () => {
    const url = (name: string): string => new URL(`/${name}`, location.href).href;
    const broken = zones(1, { name: 'Broken', imageUrl: url('none.png') });
    const good = zones(2, { name: 'Good', imageUrl: url('demo/page/northwind.svg') }).slice(1);
    const host = await search({ products: [...broken, ...good] });
    const picture = (): HTMLImageElement =>
      host.shadowRoot?.querySelector('img') as HTMLImageElement;
    await until(() => picture().hidden);
    await type(host, 'good');
    await until(() => !picture().hidden && picture().complete);
    expect(picture().src).to.equal(url('demo/page/northwind.svg'));
  });

  for (const [scheme, dir] of LOOKS)
    for (const query of ['', 'united', 'zzzz'])
      it(`is accessible: "${query}", ${scheme}, ${dir}`, async () => {
        const restore = page(scheme, dir);
        try {
          const host = await search();
          await type(host, query);
          await press(host, 'ArrowDown');
          await expect(host).to.be.accessible();
        } finally {
          restore();
        }
      });
});
