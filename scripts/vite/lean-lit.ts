import type { Plugin } from 'vite';
import { type Cuts, leaveOut } from './leave-out.js';

/**
 * What is taken out of Lit's modules. The elements use none of it, and a page that does has a Lit of its own:
 * - what it does in browsers without shadow roots or constructable style sheets, older than any that the elements run in
 * - for markup that a server has drawn, for templates that a compiler has, and for MathML
 * - for decorators, for attributes that hold JSON, and for updates that are put off or left out
 * - for style sheets with values in them
 * - for expressions in comments, in elements of raw text and in place of an attribute
 * - for directives that go on by themselves
 * - for tasks that are drawn, awaited or called back rather than asked for their status
 * - the note to other copies of Lit that there is one more
 */
const CUTS: Readonly<Record<string, Cuts>> = {
  '@lit/reactive-element/css-tag.js': [
    [
      /\w+\.ShadowRoot&&\(.{1,60}\)&&"adoptedStyleSheets"in Document\.prototype&&"replace"in CSSStyleSheet\.prototype/,
      '!0',
    ],
    [/if\((this\._\$cssResult\$=!0),\w+!==\w+\)throw Error\("[^"]+"\);/, '$1;'],
    [/1===(\w)\.length\?(\1\[0\]):.+?,\1\[0\]\);return/, '$2;return'],
  ],
  '@lit/reactive-element/reactive-element.js': [
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ''],
    [/static addInitializer\(.+?\}(?=static)/, ''],
    [/,void 0!==\w\.l&&\(.+?\]\)(?=,)/, ''],
    [/,this\.constructor\.l\?\.forEach\(.+?\)\)(?=\})/, ''],
    [/removeController\(.+?\}/, ''],
    [/\w\.state&&\(\w\.attribute=!1\),/, ''],
    [
      /const \w=this\.scheduleUpdate\(\);return null!=\w&&await \w,(.+?)scheduleUpdate\(.+?\}/,
      'this.performUpdate();return $1',
    ],
    [/(\w=)this\.shouldUpdate\(\w\),\w\?(\(this\.willUpdate.+?\)):this\._\$EM\(\)/, '$1!0,$2'],
    [/shouldUpdate\(.+?\}/, ''],
    [/case Object:case Array:\w=null==\w\?\w:JSON\.stringify\(\w\)/, ''],
    [/case Object:case Array:try\{.+?\}catch\(\w\)\{.+?\}/, ''],
    [/const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{.+?\}(?=this\.)/, ''],
    [/,\w\?\.\(\{ReactiveElement:\w\}\),\(.+?\)\.push\("[\d.]+"\)/, ''],
    [/,\w=\w\.reactiveElementPolyfillSupport/, ''],
  ],
  '@lit/task/task.js': [
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
  'lit-html/lit-html.js': [
    [/,\w=\w\.litHtmlPolyfillSupport;\w\?\.\(\w,\w\),\(\w\.litHtmlVersions.+?\);/, ';'],
    [/:3===\w\?"<math>":""/, ':""'],
    [/:3===\w\?"<\/math>":""/, ':""'],
    [/2===(\w)\|\|3===\1\)/, '2===$1)'],
    [/\(\w\.test\(\w\[2\]\)&&\(\w=RegExp\(.+?\)\),(\w=\w)\)/, '$1'],
    [/let \w,(\w=2===)/, 'let $1'],
    [/(\w=)\w\?\?(\w,\w=-1)/, '$1$2'],
    [/(:\(?\w=\w),\w=void 0\)/, '$1)'],
    [/if\(\w\.test\(\w\.tagName\)\)\{.+?\}\}(?=\}else if\(8)/, ''],
    [/(\.removeAttribute\(\w\)\})else \w\.startsWith\(.+?\)\);/, '$1'],
    [/else\{let \w=-1;for.+?\}(?=\w\+\+\})/, ''],
    [/:6===\w\.type&&\(.+?\)\),/, ':0,'],
    [/"number"==typeof \w\?(this\._\$AC\(\w\)):\(.+?,\w\)(?=;if)/, '$1'],
    [/class \w\{constructor\(\w,\w,\w\)\{this\.element=\w,this\.type=6.+?\}\}/, ''],
    [/=\{M:\w,.+?(I:\w),.+?\}/, '={$1}'],
    [/this\._\$AP\?\.\(!1,!0,\w\)/, ''],
    [/setConnected\(\w\)\{.+?\}(?=\})/, ''],
    [/get _\$AU\(\)\{.+?\}/g, ''],
    [/,this\._\$Cv=\w\?\.isConnected\?\?!0/, ''],
    [/this\._\$AN=void 0,/g, ''],
    [/\w\?\._\$AO\?\.\(!1\),/, ''],
    [/get parentNode\(\)\{return.+?\}/, ''],
    [/get parentNode\(\)\{let.+?\}get startNode\(\)\{.+?\}get endNode\(\)\{.+?\}/, ''],
    [/get tagName\(\)\{.+?\}/, ''],
  ],
  'lit-element/lit-element.js': [
    [
      /,\w\.litElementHydrateSupport\?\.\(\{LitElement:\w\}\);const \w=\w\.litElementPolyfillSupport;\w\?\.\(\{LitElement:\w\}\);/,
      ';',
    ],
    [/connectedCallback\(\)\{.+?\(!1\)\}/, ''],
    [/this\.hasUpdated\|\|\(this\.renderOptions\.isConnected=this\.isConnected\),/, ''],
    [/\(\w\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ''],
  ],
};

/** What would be left out and is used. */
const USES: readonly [RegExp, string][] = [
  [/\bcss`[^`]*\$\{/, 'a value in a style sheet'],
  [/<!--/, 'a comment in a template'],
  [/<(?:script|style|textarea|title)[\s>]/, 'an element of raw text'],
  [/\bmathml`/, 'MathML'],
  [/\btype: (?:Object|Array)\b/, 'an attribute that holds JSON'],
  [/\b(?:shouldUpdate|scheduleUpdate|removeController|addInitializer)\(/, 'a part of the element'],
  [/['"]lit\/(?!directives\/keyed\.js)/, 'a module'],
];

/** Leaves out of Lit what only others need. */
export const leanLit = (): Plugin[] => [
  leaveOut('lean-lit', CUTS),
  {
    name: 'lean-lit-uses',
    transform(code, id) {
      const used = /\/src\/.*\.ts$/.test(id) && USES.find(([pattern]) => pattern.test(code));
      if (used) this.error(`The lean Lit leaves this out: ${used[1]}.`);
    },
  },
];
