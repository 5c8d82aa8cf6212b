import type { Plugin } from 'vite';

/**
 * What is taken out of Lit's modules: what it does in browsers without shadow roots or constructable style sheets,
 * older than any that the elements run in; for markup that a server has drawn; for decorators; for style sheets with
 * values in them; and for tasks that are drawn, awaited or called back rather than asked for their status. The elements
 * use none of these, and a page that does has a Lit of its own.
 */
const CUTS: Readonly<Record<string, readonly [RegExp, string][]>> = {
  '@lit/reactive-element/css-tag': [
    [
      /\w+\.ShadowRoot&&\(.{1,60}\)&&"adoptedStyleSheets"in Document\.prototype&&"replace"in CSSStyleSheet\.prototype/,
      '!0',
    ],
    [/if\((this\._\$cssResult\$=!0),\w+!==\w+\)throw Error\("[^"]+"\);/, '$1;'],
    [/1===(\w)\.length\?(\1\[0\]):.+?,\1\[0\]\);return/, '$2;return'],
  ],
  '@lit/reactive-element/reactive-element': [
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ''],
    [/const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{.+?\}(?=this\.)/, ''],
    [/\w\?\.\(\{ReactiveElement:\w\}\),/, ''],
    [/,\w=\w\.reactiveElementPolyfillSupport/, ''],
  ],
  '@lit/task/task': [
    [/get taskComplete\(\)\{.+?\}(?=constructor)/, ''],
    [/const (\w)="object"==typeof (\w)\?\2:\{task:\2,args:\w\};/, 'const $1=$2;'],
    [/(this\.\w+=)\w\.argsEqual\?\?(\w),this\.\w+=\w\.onComplete,.+?\}(?=hostUpdate)/, '$1$2}'],
    [/!0===this\.autoRun&&(this\.\w\(\)\}).+?\}/, '$1'],
    [/if\(void 0===this\.\w\)return;const (\w)=this\.(\w)\(\);if.+?return \1/, 'return this.$2()'],
    [/"afterUpdate"===this\.autoRun\?.+?:/, ''],
    [/:\((?:this\.\w=void 0,?)+\)/, ':0'],
    [/try\{this\.\w\?\.\((\w)\)\}catch\{\}(this\.\w=\d),this\.\w\?\.\(\1\)/g, '$2'],
    [/render\(\w\)\{.+?\}\}\}/, '}'],
  ],
  'lit-html/lit-html': [[/,\w=\w\.litHtmlPolyfillSupport;\w\?\.\(\w,\w\),/, ';']],
  'lit-element/lit-element': [
    [
      /,\w\.litElementHydrateSupport\?\.\(\{LitElement:\w\}\);const \w=\w\.litElementPolyfillSupport;\w\?\.\(\{LitElement:\w\}\);/,
      ';',
    ],
  ],
};

/** Leaves out of Lit what only others need. */
export function leanLit(): Plugin {
  return {
    name: 'lean-lit',
    transform(code, id) {
      if (/\/src\/.*\.ts$/.test(id) && /\bcss`[^`]*\$\{/.test(code))
        this.error('A style sheet has a value in it: the lean Lit would leave it out.');
      const [, name = ''] = /\/node_modules\/(.*)\.js$/.exec(id) ?? [];
      let leaner = code;
      for (const [pattern, replacement] of CUTS[name] ?? []) {
        if (!pattern.test(leaner)) this.error(`${name} is written in another way now: ${pattern}`);
        leaner = leaner.replace(pattern, replacement);
      }
      return leaner === code ? null : { code: leaner, map: null };
    },
  };
}
