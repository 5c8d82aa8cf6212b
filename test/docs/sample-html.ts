// What a sample in HTML says of the elements, compared with the manifest.
import { readFileSync } from 'node:fs';
import { Window } from 'happy-dom';

interface Named {
  name: string;
}
interface Declaration {
  tagName?: string;
  attributes?: Named[];
  slots?: Named[];
}

const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
  modules: { declarations?: Declaration[] }[];
};
const elements = new Map(
  modules
    .flatMap(({ declarations = [] }) => declarations)
    .map((declaration) => [declaration.tagName, declaration]),
);
/** What any element may have. */
const GLOBAL = ['id', 'class', 'slot', 'lang', 'dir', 'hidden'];
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

function parsed(html: string): Window['document'] {
  const { document } = new Window();
  document.write(html);
  return document;
}

/** The texts of its inline scripts. */
export const scriptsOf = (html: string): string[] =>
  [...parsed(html).querySelectorAll('script:not([type=importmap])')]
    .map(({ textContent }) => textContent ?? '')
    .filter((text) => text.trim() !== '');

/** Names that the manifest does not have, and versions other than the package's. */
export function problemsOfHtml(html: string): string[] {
  const problems: string[] = [];
  const named = (list: Named[] = []): string[] => list.map(({ name }) => name);
  for (const element of parsed(html).querySelectorAll('*')) {
    const tag = element.localName;
    if (!tag.startsWith('esim-')) continue;
    const known = elements.get(tag);
    if (!known) {
      problems.push(`<${tag}>`);
      continue;
    }
    for (const { name } of element.attributes)
      if (![...GLOBAL, ...named(known.attributes)].includes(name))
        problems.push(`<${tag} ${name}>`);
    for (const child of element.children)
      if (child.slot && !named(known.slots).includes(child.slot))
        problems.push(`<${tag}>: slot ${child.slot}`);
  }
  for (const [found, other] of html.matchAll(/esim-checkout@([\d.]+)/g))
    if (other !== version) problems.push(found);
  return problems;
}
