import type { Plugin } from 'vite';

/** What valibot says of an issue, where it lies and how a schema describes itself: `core/api/schemas.ts` only asks whether there are any. */
const CUTS: readonly [RegExp, string][] = [
  [
    /function _addIssue\(context, label, dataset,[^)]*\) \{/,
    `$&
  if (context.kind === 'schema') dataset.typed = false;
  dataset.issues = [];
  return;`,
  ],
  [/function _standardSchema\(schema\) \{/, '$& return schema;'],
  [/function getGlobalConfig\([^)]*\) \{/, '$& return {};'],
  [/\t\treference: \w+,\n\t\texpects: .+,\n\t\tasync: false,\n/g, ''],
  [
    /const pathItem = \{(?:(?!const pathItem)[\s\S])+?if \(!dataset\.issues\) (dataset\.issues = valueDataset\.issues;)\s+if \(config\$1\.abortEarly\) \{[^}]+\}/g,
    '$1',
  ],
];

/** Leaves the words out of valibot. */
export function leanValibot(): Plugin {
  return {
    name: 'lean-valibot',
    transform(code, id) {
      if (!/\/valibot\/dist\/index\.mjs$/.test(id)) return null;
      let leaner = code;
      for (const [pattern, replacement] of CUTS) {
        const before = leaner;
        leaner = before.replace(pattern, replacement);
        if (leaner === before) this.error(`valibot is written in another way now: ${pattern}`);
      }
      return { code: leaner, map: null };
    },
  };
}
