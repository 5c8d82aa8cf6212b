import { createHash } from 'node:crypto';
import MagicString from 'magic-string';
import type { ESTree, Plugin } from 'vite';

type Name = ESTree.ModuleExportName | ESTree.BindingIdentifier;
type Names = readonly (readonly [of: Name, as: Name])[];

/** Makes lazy chunks use the running copy of the entry for everything that they share with it. */
export function shareRunningCopy(entry: string): Plugin {
  let registry = '';
  return {
    name: 'share-running-copy',
    renderStart() {
      const hash = createHash('sha256');
      for (const id of [...this.getModuleIds()].sort())
        hash.update(this.getModuleInfo(id)?.code ?? '');
      const key = `esim-checkout ${hash.digest('base64url').slice(0, 12)}`;
      registry = `globalThis[Symbol.for(${JSON.stringify(key)})]`;
    },
    renderChunk(code, { fileName }) {
      const shared = new MagicString(code);
      for (const node of this.parse(code).body) {
        const text = fileName === entry ? offer(node, registry) : take(node, entry, registry);
        if (text) shared.update(node.start, node.end, text);
      }
      return { code: shared.toString(), map: shared.generateMap({ hires: true }) };
    },
  };
}

function offer(node: ESTree.Statement, registry: string): string | undefined {
  if (node.type !== 'ExportNamedDeclaration') return undefined;
  // The first copy of a build owns the registry, because its elements are the registered ones.
  return `${registry} ??= ${object(node.specifiers.map((each) => [each.exported, each.local]))};`;
}

function take(node: ESTree.Statement, entry: string, registry: string): string | undefined {
  if (node.type !== 'ImportDeclaration' || node.source.value !== `./${entry}`) return undefined;
  const names: Names = node.specifiers.flatMap((each) =>
    each.type === 'ImportSpecifier' ? [[each.imported, each.local] as const] : [],
  );
  return `const ${object(names)} = ${registry};`;
}

const nameOf = (name: Name): string =>
  name.type === 'Literal' ? JSON.stringify(name.value) : name.name;

const object = (names: Names): string =>
  `{ ${names.map(([of, as]) => `${nameOf(of)}: ${nameOf(as)}`).join(', ')} }`;
