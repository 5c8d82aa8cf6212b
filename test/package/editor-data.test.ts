import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { ensureBuild } from './built.js';

interface Named {
  name: string;
}
interface Element {
  tagName?: string;
  attributes?: Named[];
  events?: Named[];
  cssProperties?: Named[];
  cssParts?: Named[];
}

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const names = (list: readonly Named[] = []): string[] => list.map(({ name }) => name).sort();

/** What the manifest says, element by element. */
const elements = (): (Element & { tagName: string })[] =>
  json('custom-elements.json')
    .modules.flatMap(({ declarations = [] }: { declarations?: Element[] }) => declarations)
    .filter(({ tagName }: Element) => tagName !== undefined);

describe('editor data', () => {
  before(ensureBuild);

  it('tells VS Code of every tag, attribute and event', () => {
    const { tags } = json('dist/editor/vscode.html-custom-data.json');
    assert.deepEqual(
      names(tags),
      elements()
        .map(({ tagName }) => tagName)
        .sort(),
    );
    for (const { tagName, attributes, events } of elements()) {
      const tag = tags.find(({ name }: Named) => name === tagName);
      const known = new Set(names(tag.attributes));
      for (const name of names(attributes)) assert.ok(known.has(name), `${tagName} ${name}`);
      // VS Code has no events: they are in the description.
      for (const name of names(events))
        assert.ok(tag.description.includes(`**${name}**`), `${tagName} ${name}`);
    }
  });

  it('tells VS Code of every custom property and part', () => {
    const { properties, pseudoElements } = json('dist/editor/vscode.css-custom-data.json');
    const known = new Set([...names(properties), ...names(pseudoElements)]);
    for (const { tagName, cssProperties, cssParts } of elements()) {
      for (const name of names(cssProperties)) assert.ok(known.has(name), `${tagName} ${name}`);
      for (const name of names(cssParts))
        assert.ok(known.has(`::part(${name})`), `${tagName} ${name}`);
    }
  });

  it('tells JetBrains editors of every tag, attribute and event', () => {
    const { version, contributions } = json(json('package.json')['web-types']);
    assert.equal(version, json('package.json').version);
    for (const { tagName, attributes, events } of elements()) {
      const tag = contributions.html.elements.find(({ name }: Named) => name === tagName);
      assert.deepEqual(names(tag.attributes), names(attributes), tagName);
      assert.deepEqual(names(tag.js.events), names(events), tagName);
    }
  });
});
