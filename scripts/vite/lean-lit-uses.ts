import { _$LH as lit } from 'lit-html/private-ssr-support.js';
import { type ESTree, type Plugin, parseSync, Visitor } from 'vite';

/**
 * What matters in the markup of a template with "~" for each value: an attribute that has values, the beginning of an
 * element, a value between tags.
 */
export const MARKUP = /\s([.?@]?)([\w-]+)=("[^"]*~[^"]*"|[^\s">]*~[^\s>]*)|<\w|~/g;

/** What would be left out and is used. */
const USES: readonly [RegExp, string][] = [
  [/\bcss`[^`]*\$\{/, 'a value in a style sheet'],
  [/<!--/, 'a comment in a template'],
  [/<(?:script|style|textarea|title)[\s>]/, 'an element of raw text'],
  [/(?<![.\w])(?:svg|mathml)`/, 'a template that is not HTML'],
  [/\btype: (?:Object|Array)\b/, 'an attribute that holds JSON'],
  [/\battribute: (?:true|!0)/, 'an attribute that is asked for though it is there'],
  [
    /\b(?:(?:should|schedule|first)Updated?|removeController|addInitializer|finalizeStyles|hasChanged|noAccessor)\b/,
    'a part of the element',
  ],
  [/\bnoChange\b/, 'a value'],
  [/['"]lit\//, 'a module'],
];

/** @throws where the lean Lit would find other values in a template than Lit does */
function checkTemplate(texts: readonly string[]): void {
  const [markup] = lit.getTemplateHtml(Object.assign([...texts], { raw: texts }), 1);
  const found = texts
    .join('~')
    .replace(MARKUP, (text, _kind, name?: string) =>
      name ? text.replace('=', `${lit.boundAttributeSuffix}=`) : text === '~' ? '<?~>' : text,
    );
  const end = texts.at(-1) ? '' : '<?>';
  if (found.replaceAll('~', lit.marker) + end !== String(markup))
    throw new Error(`Not a template for the lean Lit: ${texts.join('…')}`);
}

/** Stops the build where a source uses what the lean Lit leaves out. Runs on the plain JavaScript. */
export function leanLitUses(): Plugin {
  return {
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
  };
}
