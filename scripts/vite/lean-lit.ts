import type { Plugin } from 'vite';
import { leanLitUses, MARKUP } from './lean-lit-uses.js';
import { type Cuts, leaveOut } from './leave-out.js';

/** In place of the constructor of Lit's `Template`, which makes markup of a template and finds its values again. */
const READ_TEMPLATE = [
  '$2}){',
  'let node=-1;const parts=this.parts=[];',
  'const markup=$3.join("~").replace(marks,(found,kind,name,text)=>{',
  'if(name)return parts.push({type:1,index:node,name,strings:text.replace(/"/g,"").split("~"),ctor:$4}),"";',
  'node++;if("~"!==found)return found;parts.push({type:2,index:node});return"<?>"});',
  // What follows a value must be there: it ends where that begins.
  '(this.el=document.createElement("template")).innerHTML=$1($3,markup+($3.at(-1)?"":"<?>"))}',
].join('');

/**
 * What is taken out of Lit's modules. The elements use none of it, and a page that does has a Lit of its own:
 * - what it does in browsers without shadow roots or constructable style sheets, older than any that the elements run in
 * - for markup that a server has drawn, for templates that a compiler has, and for SVG and MathML outside of HTML
 * - for decorators and accessors of one's own, for attributes that hold JSON or are written in a way of their own
 * - for updates that are put off or left out, that are the first, or that one's own comparison decides on
 * - for elements without style sheets, for sheets with values in them, and for those that are named twice
 * - for expressions in comments, in elements of raw text and in place of an attribute, and for any markup that is not as
 *   ours is after it was minified: one expression finds the values in it, where Lit reads and then walks it
 * - for directives, and for values that are nodes or a list that is not an array
 * - for tasks that are drawn, awaited or called back rather than asked for their status
 * - the note to other copies of Lit that there is one more
 */
const CUTS: Readonly<Record<string, Cuts>> = {
  '@lit/reactive-element/css-tag.js': [
    [
      /\w+\.ShadowRoot&&\(.{1,60}\)&&"adoptedStyleSheets"in Document\.prototype&&"replace"in CSSStyleSheet\.prototype/,
      '!0',
    ],
    [/constructor\((\w),\w,\w\)\{if.+?;(this\.cssText=\1),this\.\w=\w\}/, 'constructor($1){$2}'],
    [/toString\(\)\{.+?\}/, ''],
    [
      /(get styleSheet\(\)\{).+?return \w\}/,
      '$1return this.o||(this.o=new CSSStyleSheet).replaceSync(this.cssText),this.o}',
    ],
    [/\w instanceof CSSStyleSheet\?\w:(\w\.styleSheet)/, '$1'],
    [/1===(\w)\.length\?(\1\[0\]):.+?,\1\[0\]\);return (new \w\(\w),\w,\w\)/, '$2;return $3)'],
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
    [/,getOwnPropertyDescriptor:\w,getOwnPropertyNames:\w,getOwnPropertySymbols:\w/, ''],
    [
      /(const \w=this\.properties),\w=\[.+?\];(for\(const \w )of \w/,
      '$1;$2of Object.keys(this.properties)',
    ],
    [
      /if\((this\._\$Ei\(\)),this\.prototype.+?wrapped=!0\),(.+?),!\w\.noAccessor\)\{(.+?),(\w)=(.+?);void 0!==\4&&(.+?)\4\)\}/,
      '$1,$2;$3;$6$5)',
    ],
    [
      /(getPropertyDescriptor\((\w),(\w),(\w)\)\{)const.+?(?=,configurable)/,
      '$1return{get(){return this[$3]},set(value){const old=this[$3];this[$3]=value,this.requestUpdate($2,old,$4)}',
    ],
    [/const (\w)=this\.constructor\.elementProperties;if\(\1\.size>0\)for.+?\}(?=\}let)/, ''],
    [/,wrapped:\w\}/, '}'],
    [/!0!==\w\|\|void 0!==\w\)/, '!0)'],
    [/"function"==typeof (\w\.converter)\?\{.+?\}:void 0!==.+?:(\w);/, '$1??$2.fromAttribute;'],
    [/(?<==\w)\.fromAttribute(?=\(\w,\w\.type)/, ''],
    [/\(void 0!==\w\.converter\?\.toAttribute\?\w\.converter:(\w)\)/, '$1'],
    [/,converter:\w(?=,)/, ''],
    [/\(\w\.hasChanged\?\?(\w)\)/, '$1'],
    [/,hasChanged:\w/, ''],
    [/,\w=!1,(\w)\)(\{if\(.+?;if\()!1===\w&&\((\1=\w+\[\w\])\)/, ',$1)$2$3'],
    [/\|\|\w\.useDefault&&.+?(?=\)\)return)/, ''],
    [/\w\?\w\.emptyScript:/, ''],
    [/"string"==typeof (\w)\?\1:"string"==typeof (\w)\?(\2\.toLowerCase\(\)):void 0/, '$1||$3'],
    [/this\.finalizeStyles\((this\.styles)\)/, '[$1].flat()'],
    [/static finalizeStyles\(.+?;return \w\}/, ''],
    [/this\.hasUpdated\|\|\((this\.hasUpdated=!0),.+?\)(?=,this\.updated)/, '$1'],
    [/firstUpdated\(\w\)\{\}/, ''],
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
    [/\w="\[ \\t.+?(?=,\w=\w=>\(\w,\.{3})/, `marks=${MARKUP}`],
    [
      /const \w=\(\w,\w\)=>\{const \w=\w\.length-1,.+?return\[(\w).+?(class \w\{constructor\(\{strings:(\w)).+?\{type:1,.+?,ctor:(.+?)\}\),.+?static createElement.+?\}/,
      READ_TEMPLATE,
    ],
    [/"(\.|\?|@)"===\w\[1\]/g, '"$1"==kind'],
    [/,\w=\w\.litHtmlPolyfillSupport;\w\?\.\(\w,\w\),\(\w\.litHtmlVersions.+?\);/, ';'],
    [/1===\w\.type\?(\w=new \w\.ctor\(.+?\)):6===.+?\)\),/, '$1,'],
    [/void 0!==\w&&\((void 0!==\w\.strings\?.+?)\),(?=\w\+\+)/, '$1,'],
    [/\(\w\?\.creationScope\?\?(\w)\)/, '$1'],
    [/constructor\(\)\{super\(\.{3}arguments\),this\.type=\d\}/g, ''],
    [/constructor\((\w,?){5}\)\{super\((\w,?){5}\),this\.type=5\}/, ''],
    [/this\.type=[12],/g, ''],
    [/\w=>(\w)\(\w\)\|\|"function"==typeof \w\?\.\[Symbol\.iterator\]/, '$1'],
    [/"number"==typeof \w\?(this\._\$AC\(\w\)):\(.+?,\w\)(?=;if)/, '$1'],
    [/class \w\{constructor\(\w,\w,\w\)\{this\.element=\w,this\.type=6.+?\}\}/, ''],
    [/(?<=,j|const j)=\{M:\w,.+?\}/, '={}'],
    [/function M\(.+?(?=class)/, ''],
    [/(\w)=M\(this,\1,\w\),/, ''],
    [/\w=M\(this,\w,\w,0\),/, ''],
    [/=M\(this,(\w\[\w\+\w\]),\w,\w\),\w===\w&&\(.+?\)/, '=$1'],
    [/if\(\((\w=)M\(this,(\w),\w,0\)(\?\?\w)\)===\w\)return/, '$1$2$3'],
    [/&&\w!==E/g, ''],
    [/this\.options\?\.host\?\?this\.element/, 'this.options.host'],
    [/:void 0!==\w\.nodeType\?this\.T\(\w\)/, ''],
    [
      /const \w=\w\?\.renderBefore\?\?\w;let (\w)=\w(\._\$litPart\$;if\(void 0===\1\)\{)const.+?(\w\.)insertBefore\((\w\(\)),\w\),\w,void 0,(\w)\?\?\{\}\)/,
      'let $1=$3_$litPart$;if(!$1){$3_$litPart$=$1=new k($3appendChild($4),null,void 0,$5)',
    ],
    [/this\._\$AP\?\.\(!1,!0,\w\)/, ''],
    [/setConnected\(\w\)\{.+?\}(?=\})/, ''],
    [/get _\$AU\(\)\{.+?\}/g, ''],
    [/,this\._\$Cv=\w\?\.isConnected\?\?!0/, ''],
    [/this\._\$AN=void 0,/g, ''],
    [/get parentNode\(\)\{return.+?\}/, ''],
    [/get parentNode\(\)\{let.+?\}get startNode\(\)\{.+?\}get endNode\(\)\{.+?\}/, ''],
    [/get tagName\(\)\{.+?\}/, ''],
  ],
  'lit-element/lit-element.js': [
    [/render\(\)\{return \w\}/, ''],
    [/createRenderRoot\(\)\{.+?\}(?=update)/, ''],
    [
      /,\w\.litElementHydrateSupport\?\.\(\{LitElement:\w\}\);const \w=\w\.litElementPolyfillSupport;\w\?\.\(\{LitElement:\w\}\);/,
      ';',
    ],
    [/connectedCallback\(\)\{.+?\(!1\)\}/, ''],
    [/this\.hasUpdated\|\|\(this\.renderOptions\.isConnected=this\.isConnected\),/, ''],
    [/\(\w\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ''],
  ],
};

/** Leaves out of Lit what only others need. */
export const leanLit = (): Plugin[] => [leaveOut('lean-lit', CUTS), leanLitUses()];
