// docs/names.md: every public name of the elements, from the manifest. `npm run manifest` writes it.

const HEAD = `# All names

<!-- Written by "npm run manifest" from custom-elements.json. Do not edit: change the JSDoc. -->

Every attribute, property, method, event, slot, part and token of the four elements, in one place. [How it behaves](reference.md) explains them, and [Theming](theming.md) shows the tokens, parts and slots at work. Editors read the same from \`esim-checkout/custom-elements.json\`.
`;

const TAGS = ['esim-checkout', 'esim-plan-picker', 'esim-order-status', 'esim-activation-card'];

const code = (text) => (text ? `\`${text.replaceAll('|', '\\|').replace(/\s+/g, ' ')}\`` : '');
const prose = (text = '') => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');

function table(title, heads, rows) {
  if (rows.length === 0) return '';
  const lines = [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `\n### ${title}\n\n${lines.join('\n')}\n`;
}

function signature({ name, parameters = [], return: result }) {
  const list = parameters.map((one) => `${one.name}${one.optional ? '?' : ''}: ${one.type.text}`);
  return `${name}(${list.join(', ')}): ${result?.type?.text ?? 'void'}`;
}

function element(declaration) {
  const { tagName, summary, members, cssProperties, cssParts, slots = [] } = declaration;
  const fields = members.filter(({ kind, privacy }) => kind === 'field' && privacy === undefined);
  const methods = members.filter(({ kind, privacy }) => kind === 'method' && privacy === undefined);
  const events = declaration.events.filter(({ name }) => name);
  const property = ({ name, readonly }) => code(name) + (readonly ? ' (read-only)' : '');
  return [
    `\n## \`<${tagName}>\`\n\n${prose(summary)}\n`,
    table(
      'Attributes and their properties',
      ['attribute', 'property', 'type', 'default', 'meaning'],
      fields
        .filter(({ attribute }) => attribute)
        .map((one) => [
          code(one.attribute),
          property(one),
          code(one.type?.text),
          code(one.default),
          prose(one.description),
        ]),
    ),
    table(
      'Properties without an attribute',
      ['property', 'type', 'meaning'],
      fields
        .filter(({ attribute }) => !attribute)
        .map((one) => [property(one), code(one.type?.text), prose(one.description)]),
    ),
    table(
      'Methods',
      ['method', 'does'],
      methods.map((one) => [code(signature(one)), prose(one.description)]),
    ),
    table(
      'Events',
      ['event', 'class', 'when'],
      events.map((one) => [code(one.name), code(one.type?.text), prose(one.description)]),
    ),
    table(
      'Slots',
      ['slot', 'where'],
      slots.map((one) => [code(one.name), prose(one.description)]),
    ),
    table(
      'Parts',
      ['part', 'what it is'],
      (cssParts ?? []).map((one) => [code(one.name), prose(one.description)]),
    ),
    table(
      'Tokens',
      ['token', 'default', 'what it is'],
      (cssProperties ?? []).map((one) => [
        code(one.name),
        code(one.default),
        prose(one.description),
      ]),
    ),
  ].join('');
}

/** @param manifest the parsed custom-elements.json. @returns the page's Markdown */
export function namesPage(manifest) {
  const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
  const found = TAGS.map((tag) => declarations.find(({ tagName }) => tagName === tag));
  return HEAD + found.map(element).join('');
}
