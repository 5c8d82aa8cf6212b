// docs/server-rendering.md: a server imports the element, and renders the bare tag. Functions stay in the browser.
import '../../src/define.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { createSSRApp, h } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';

const priceOf = (): undefined => undefined;
const attributes = { 'token-endpoint': '/esim/token', 'require-payment': '', customer: 'ann' };
const TAG =
  /^<esim-checkout token-endpoint="\/esim\/token" require-payment(="")? customer="ann"><h1 slot="header">Data<\/h1><\/esim-checkout>$/;

describe('a server renders the tag with its attributes and slots', () => {
  it('with React', () => {
    const header = createElement('h1', { slot: 'header' }, 'Data');
    const html = renderToString(
      createElement(
        'esim-checkout',
        { ...attributes, priceOf, 'onesim-delivered': priceOf },
        header,
      ),
    );
    assert.match(html, TAG);
  });

  it('with Vue', async () => {
    const header = h('h1', { slot: 'header' }, 'Data');
    const app = createSSRApp(() =>
      h('esim-checkout', { ...attributes, '.priceOf': priceOf, onEsimDelivered: priceOf }, [
        header,
      ]),
    );
    app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('esim-');
    assert.match(await renderVue(app), TAG);
  });
});
