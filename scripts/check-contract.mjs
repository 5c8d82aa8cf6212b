// Fails if a public token or part is used in src without JSDoc, is documented but not used, or is missing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TOKENS = [
  ...[
    'accent',
    'on-accent',
    'surface',
    'text',
    'muted',
    'border',
    'danger',
    'success',
    'warning',
  ].map((name) => `--esim-color-${name}`),
  ...['font-family', 'font-size', 'radius', 'space', 'shadow', 'qr-size'].map(
    (name) => `--esim-${name}`,
  ),
];
const PARTS = `base destination-search plan plan-price plan-badge buy-button status progress qr code
  copy-button install-link steps purchases error support`.split(/\s+/);
const SLOTS = ['header', 'footer', 'empty', 'support', 'after-delivery'];
const TAGS = ['esim-checkout', 'esim-plan-picker', 'esim-order-status', 'esim-activation-card'];

const files = readdirSync('src', { recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name));
const code = files
  .map((file) => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, ''))
  .join('\n');
const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
const elements = manifest.modules
  .flatMap((module) => module.declarations ?? [])
  .filter((declaration) => declaration.customElement);

const matches = (pattern) => new Set([...code.matchAll(pattern)].map(([, found]) => found));
/** Words of attribute values. Values that a template computes are left out. */
const words = (sets) =>
  new Set([...sets].flatMap((text) => text.replace(/\$\{[^}]*\}/g, '').match(/\S+/g) ?? []));
const named = (items = []) => items.map(({ name }) => name);

const used = {
  token: matches(/(--esim-[\w-]+)/g),
  part: words(matches(/\bpart="([^"]+)"/g)),
};
const documented = {
  token: new Set(elements.flatMap((element) => named(element.cssProperties))),
  part: new Set(elements.flatMap((element) => named(element.cssParts))),
};
const main = elements.find((element) => element.tagName === 'esim-checkout');

const problems = [];
const missing = (names, from, text) => {
  for (const name of names) if (!from.has(name)) problems.push(`${name}: ${text}`);
};
for (const kind of ['token', 'part']) {
  missing(used[kind], documented[kind], `a ${kind} used in src without JSDoc`);
  missing(documented[kind], used[kind], `a ${kind} documented in JSDoc and used nowhere`);
}
missing(TOKENS, new Set(named(main?.cssProperties)), 'not documented on <esim-checkout>');
missing(PARTS, new Set(named(main?.cssParts)), 'not documented on <esim-checkout>');
missing(SLOTS, new Set(named(main?.slots)), 'a slot not documented on <esim-checkout>');
missing(
  TAGS,
  new Set(elements.map((element) => element.tagName)),
  'no such element in the manifest',
);
missing(SLOTS, matches(/<slot name="([\w-]+)"/g), 'a slot that src never renders');

for (const problem of problems) console.error(problem);
console.log(
  `contract: ${problems.length === 0 ? 'tokens, parts and slots agree' : `${problems.length} differences`}`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
