import { expect, fixture } from '@open-wc/testing';
import { html, LitElement, type TemplateResult } from 'lit';
import { controls } from '../../src/styles/controls.js';
import { tokens } from '../../src/styles/tokens.js';
import { page } from '../support/themes.js';

const ACCENTS =
  'black white gray red lime blue yellow cyan magenta silver maroon olive green purple teal navy orange gold pink crimson ' +
  'tomato coral salmon khaki indigo violet orchid plum chocolate sienna tan peru turquoise aquamarine skyblue steelblue ' +
  'royalblue slateblue rebeccapurple hotpink #1a73e8 #0b57d0 #00ff7f #ff5a5f #1db954 #e50914 #ff9900 #7289da #808080 #767676';

class TokenProbe extends LitElement {
  static override styles = [tokens, controls];
  protected override render(): TemplateResult {
    return html`<div class="base"><i></i></div>`;
  }
}
customElements.define('token-probe', TokenProbe);

/** WCAG relative luminance of a computed colour in any colour space: the canvas converts it to sRGB bytes. */
function luminance(colour: string): number {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

async function probe(accent?: string): Promise<(name: string) => string> {
  const host = new TokenProbe();
  if (accent) host.style.setProperty('--esim-color-accent', accent);
  await fixture(host);
  const swatch = host.shadowRoot?.querySelector('i') as HTMLElement;
  return (name) => {
    swatch.style.color = `var(--_${name})`;
    return getComputedStyle(swatch).color;
  };
}

describe('tokens', () => {
  for (const scheme of ['light', 'dark'] as const) {
    it(`keep AA contrast with their defaults, ${scheme}`, async () => {
      const restore = page(scheme, 'ltr');
      const colour = await probe();
      for (const name of ['text', 'muted', 'danger', 'success', 'warning', 'accent-text'])
        for (const under of ['surface', 'tint', 'hover'])
          expect(contrast(colour(name), colour(under)), `${name} on ${under}`).to.be.at.least(4.5);
      expect(contrast(colour('control'), colour('surface'))).to.be.at.least(3);
      restore();
    });

    for (const accent of ACCENTS.split(' '))
      it(`keep AA contrast when only the accent is set: ${accent}, ${scheme}`, async () => {
        const restore = page(scheme, 'ltr');
        const colour = await probe(accent);
        expect(contrast(colour('on-accent'), colour('accent')), 'on accent').to.be.at.least(4.5);
        for (const name of ['accent-text', 'text', 'muted'])
          for (const under of ['surface', 'tint'])
            expect(contrast(colour(name), colour(under)), `${name} on ${under}`).to.be.at.least(
              4.5,
            );
        restore();
      });
  }

  it('let the partner say what stands on the accent', async () => {
    const host = new TokenProbe();
    host.style.setProperty('--esim-color-on-accent', 'rgb(1, 2, 3)');
    await fixture(host);
    const swatch = host.shadowRoot?.querySelector('i') as HTMLElement;
    swatch.style.color = 'var(--_on-accent)';
    expect(getComputedStyle(swatch).color).to.equal('rgb(1, 2, 3)');
  });

  it("hold against a page's own styles", async () => {
    const style = document.createElement('style');
    style.textContent = `* { all: unset } html { font-size: 8px }
      body { font: italic 700 6px/3 serif; letter-spacing: 9px; text-transform: uppercase; word-spacing: 1em;
        text-align: right; white-space: pre; color: red; cursor: wait; text-indent: 3em }`;
    document.head.append(style);
    try {
      const host = new TokenProbe();
      await fixture(host);
      const base = host.shadowRoot?.querySelector('.base') as HTMLElement;
      const got = getComputedStyle(base);
      expect(got.fontSize).to.equal('16px');
      expect(got.letterSpacing).to.equal('normal');
      expect(got.textTransform).to.equal('none');
      expect(got.fontStyle).to.equal('normal');
      expect(got.whiteSpace).to.equal('normal');
      expect(got.textIndent).to.equal('0px');
      expect(got.display).to.equal('block');
      expect(got.color).not.to.equal('rgb(255, 0, 0)');
    } finally {
      style.remove();
    }
  });

  it('inherit direction and colour scheme all the same', async () => {
    const restore = page('dark', 'rtl');
    const host = new TokenProbe();
    await fixture(host);
    const base = host.shadowRoot?.querySelector('.base') as HTMLElement;
    expect(getComputedStyle(base).direction).to.equal('rtl');
    expect(luminance(getComputedStyle(base).color)).to.be.greaterThan(0.5);
    restore();
  });
});
