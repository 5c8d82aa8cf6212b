import type { EmbedConfig } from './config.js';

export interface Snippet {
  id: string;
  label: string;
  /** What the code is, and what it takes for granted. */
  note: string;
  code(config: EmbedConfig): string;
}

const attribute = ([name, value]: readonly [string, string]): string =>
  value === '' ? name : `${name}="${value}"`;

const tag = ({ attributes }: EmbedConfig, indent: string, more: readonly string[] = []): string => {
  const lines = [...attributes.map(attribute), ...more].map((line) => `\n${indent}  ${line}`);
  return `${indent}<esim-checkout${lines.join('')}\n${indent}></esim-checkout>`;
};

const css = ({ tokens }: EmbedConfig, indent = ''): string =>
  `${indent}esim-checkout {\n${[...tokens].map(([name, value]) => `${indent}  ${name}: ${value};\n`).join('')}${indent}}`;

// The last term: 0.44 × 1.25 is a little more than 0.55 for a computer, and is not to become 0.56.
const price = (factor: number): string =>
  `{ ...price, amount: Math.ceil(price.amount * ${factor} * 100 - 1e-6) / 100 }`;

const priceOfLine = ({ factor }: EmbedConfig, before: string, after: string): string[] =>
  factor === 1 ? [] : [`${before}({ price }) => (${price(factor)})${after}`];

const script = (config: EmbedConfig, indent: string): string =>
  [
    "const checkout = document.querySelector('esim-checkout');",
    ...priceOfLine(config, 'checkout.priceOf = ', ';'),
    "checkout.addEventListener('esim-before-order', (event) => {",
    '  event.waitUntil(takePayment(event.detail)); // your payment; false stops the order',
    '});',
  ]
    .map((line) => indent + line)
    .join('\n');

const PAYMENT = 'takePayment() is your payment; docs/payment.md shows one.';
const COPY =
  './esim-checkout.js stands for your copy of dist/cdn/, where tags.html has all tags with hashes.';
const hash = ({ integrity }: EmbedConfig): string =>
  integrity === '' ? '' : `\n  integrity="${integrity}"\n  crossorigin="anonymous"`;
const shop = ({ factor }: EmbedConfig): string =>
  factor === 1 ? 'takePayment' : 'priceOf, takePayment';

/** Every snippet of the builder. docs/frameworks.md explains them. */
export const SNIPPETS: readonly Snippet[] = [
  {
    id: 'html',
    label: 'HTML',
    note: `${COPY} ${PAYMENT}`,
    code: (config) => `<script type="module" src="./esim-checkout.js"${hash(config)}></script>
<style>
${css(config, '  ')}
</style>

${tag(config, '')}

<script type="module">
${script(config, '  ')}
</script>`,
  },
  {
    id: 'npm',
    label: 'npm',
    note: `In a page that a bundler builds. ${PAYMENT}`,
    code: (config) => `// npm install esim-checkout
import 'esim-checkout/define';

${script(config, '')}

/* In your HTML
${tag(config, '')}
*/

/* In your CSS */
${css(config)}`,
  },
  {
    id: 'react',
    label: 'React',
    note: `React 19. priceOf and takePayment are your own, in shop.ts. ${PAYMENT}`,
    code: (config) => `import 'esim-checkout/define';
import type {} from 'esim-checkout/react';
import { ${shop(config)} } from './shop';

export function Esim() {
  return (
${tag(config, '    ', [
  ...(config.factor === 1 ? [] : ['priceOf={priceOf}']),
  'onesim-before-order={(event) => event.waitUntil(takePayment(event.detail))}',
])}
  );
}
${priceFunction(config)}
/* In your CSS */
${css(config)}`,
  },
  {
    id: 'vue',
    label: 'Vue',
    note: `Vue 3, with isCustomElement set for esim- tags. ${PAYMENT}`,
    code: (config) => `<script setup lang="ts">
import 'esim-checkout/define';
import type {} from 'esim-checkout/vue';
import { ${shop(config)} } from './shop';
</script>

<template>
${tag(config, '  ', [
  ...(config.factor === 1 ? [] : [':priceOf="priceOf"']),
  '@esim-before-order="$event.waitUntil(takePayment($event.detail))"',
])}
</template>

<style>
${css(config)}
</style>
${priceFunction(config)}`,
  },
  {
    id: 'angular',
    label: 'Angular',
    note: PAYMENT,
    code: (config) => `import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import 'esim-checkout/define';
import { ${shop(config)} } from './shop';

@Component({
  selector: 'app-esim',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
${tag(config, '    ', [
  ...(config.factor === 1 ? [] : ['[priceOf]="priceOf"']),
  '(esim-before-order)="$event.waitUntil(takePayment($event.detail))"',
])}
  \`,
})
export class Esim {
  readonly takePayment = takePayment;${config.factor === 1 ? '' : '\n  readonly priceOf = priceOf;'}
}
${priceFunction(config)}
/* In your styles.css */
${css(config)}`,
  },
  {
    id: 'wordpress',
    label: 'WordPress',
    note: `WordPress 6.5 or later, in a plugin of yours; write [esim] on a page. esim-checkout.js is your copy of dist/cdn/. ${PAYMENT}`,
    code: (config) => `<?php
/* Plugin Name: eSIM shop */

add_shortcode('esim', function () {
  wp_enqueue_script_module('esim-checkout', plugins_url('esim-checkout.js', __FILE__));
  wp_enqueue_script_module('esim-shop', plugins_url('shop.js', __FILE__));
  wp_enqueue_style('esim-shop', plugins_url('shop.css', __FILE__));
  return <<<'HTML'
${tag(config, '')}
HTML;
});

/* shop.js
${script(config, '')}
*/

/* shop.css
${css(config)}
*/`,
  },
];

function priceFunction({ factor }: EmbedConfig): string {
  if (factor === 1) return '';
  return `
/* In shop.ts: your server charges the same.
export const priceOf = ({ price }: Plan): Money => (${price(factor)});
*/
`;
}
