// What the lean Lit cannot do must stop the build.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leanLitUses } from '../../scripts/vite/lean-lit-uses.js';

/** Why the build stops at this source, if it does. */
function refusal(code: string): string | undefined {
  const { transform } = leanLitUses();
  assert(typeof transform === 'function');
  const context = {
    error(message: string): never {
      throw new Error(message);
    },
  };
  try {
    Reflect.apply(transform, context, [code, '/shop/src/part.ts']);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

for (const [what, code] of [
  [
    'values in text, in whole attributes and in parts of them',
    'html`<p id=${a} class="a ${b} c" .x=${c}>${d}</p>`',
  ],
  [
    'parts of values without quotes',
    'html`<p id=name-${a} aria-labelledby="copy-${a} name-${a}">${b}</p>`',
  ],
  [
    'a template in a template',
    'html`<ul>${list.map((each) => html`<li ?hidden=${each}>${a}</li>`)}</ul>`',
  ],
  ['another tag, whatever is in it', 'text`~<p ${a}>`'],
] as const)
  test(`takes ${what}`, () => {
    assert.equal(refusal(code), undefined);
  });

for (const [what, code] of [
  ['the mark that stands for a value', 'html`<p>~${a}</p>`'],
  ['a value in place of an attribute', 'html`<p ${a}></p>`'],
  ['a value in single quotes', "html`<p title='a ${b}'></p>`"],
  ['a value in a comment', 'html`<p><!--${a}--></p>`'],
  ['a value in raw text', 'html`<title>${a}</title>`'],
  ['a value in an element’s name', 'html`<${a}></${a}>`'],
  ['an SVG template', 'svg`<path d=${a} />`'],
  ['a value in a style sheet', 'css`p { color: ${a} }`'],
  ['a directive', "import { keyed } from 'lit/directives/keyed.js';"],
  ['an update that is left out', 'class A { shouldUpdate() { return false; } }'],
  ['a comparison of one’s own', 'const properties = { a: { hasChanged: () => true } };'],
] as const)
  test(`refuses ${what}`, () => {
    assert.match(refusal(code) ?? '', /lean Lit/);
  });
