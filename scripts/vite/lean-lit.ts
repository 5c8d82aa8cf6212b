import { _$LH as lit } from 'lit-html/private-ssr-support.js';
import { type ESTree, type Plugin, parseSync, Visitor } from 'vite';
import { type Cuts, leaveOut } from './leave-out.js';

/**
 * What matters in the markup of a template with "~" for each value: an attribute that has values, the beginning of an
 * element, a value between tags.
 */
const MARKUP = /\s([.?@]?)([\w-]+)=("[^"]*~[^"]*"|[^\s">]*~[^\s>]*)|<\w|~/g;

/**
 * What is taken out of Lit's modules. The elements use none of it, and a page that does has a Lit of its own:
 * - what it does in browsers without shadow roots or constructable style sheets, older than any that the elements run in
 * - for markup that a server has drawn, for templates that a compiler has, and for SVG and MathML outside of HTML
 * - for decorators, for attributes that hold JSON, and for updates that are put off or left out
 * - for style sheets with values in them
 * - for expressions in comments, in elements of raw text and in place of an attribute, and for any markup that is not as
 *   ours is after it was minified: one expression finds the values in it, where Lit reads and then walks it
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
    [/\w="\$lit\$",\w=`lit.+?`,\w="\?"\+\w,\w=`.+?`,/, ''],
    [/\w="\[ \\t.+?(?=,\w=\w=>\(\w,\.{3})/, `markup=${MARKUP}`],
    [
      /const \w=\(\w,\w\)=>\{const \w=\w\.length-1,.+?return\[(\w).+?(class (\w)\{constructor\(\{strings:(\w)).+?\{type:1,.+?,ctor:(.+?)\}\),.+?(?=static createElement)/,
      '$2}){let node=-1;const parts=this.parts=[];this.el=$3.createElement($1($4,$4.join("~").replace(markup,(found,kind,name,text)=>name?(parts.push({type:1,index:node,name,strings:text.replace(/"/g,"").split("~"),ctor:$5}),""):(node++,"~"==found?(parts.push({type:2,index:node}),"<?>"):found))))}',
    ],
    [/"(\.|\?|@)"===\w\[1\]/g, '"$1"==kind'],
    [/,\w=\w\.litHtmlPolyfillSupport;\w\?\.\(\w,\w\),\(\w\.litHtmlVersions.+?\);/, ';'],
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
  [/(?<![.\w])(?:svg|mathml)`/, 'a template that is not HTML'],
  [/\btype: (?:Object|Array)\b/, 'an attribute that holds JSON'],
  [/\b(?:shouldUpdate|scheduleUpdate|removeController|addInitializer)\(/, 'a part of the element'],
  [/['"]lit\/(?!directives\/keyed\.js)/, 'a module'],
];

/** @throws where the lean Lit would find other values in a template than Lit does */
function checkTemplate(texts: readonly string[]): void {
  const found = [...texts.join('~').matchAll(MARKUP)];
  const names = found.flatMap(([, kind, name]) => (name ? [`${kind}${name}`] : []));
  const values = found.flatMap(([text]) => text.split('~').slice(1));
  const strings = Object.assign([...texts], { raw: texts });
  const [, expected] = lit.getTemplateHtml(strings, 1);
  if (String(names) !== String(expected) || values.length !== texts.length - 1)
    throw new Error(`Not a template for the lean Lit: ${texts.join('…')}`);
}

/** Leaves out of Lit what only others need. */
export const leanLit = (): Plugin[] => [
  leaveOut('lean-lit', CUTS),
  {
    name: 'lean-lit-uses',
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id)) return;
      const used = USES.find(([pattern]) => pattern.test(code));
      if (used) this.error(`The lean Lit leaves this out: ${used[1]}.`);
      const check = ({ tag, quasi }: ESTree.TaggedTemplateExpression): void => {
        if (tag.type === 'Identifier' && tag.name === 'html')
          checkTemplate(quasi.quasis.map(({ value }) => value.cooked ?? ''));
      };
      const { program } = parseSync(id, code, { lang: 'js' });
      new Visitor({ TaggedTemplateExpression: check }).visit(program);
    },
  },
];
