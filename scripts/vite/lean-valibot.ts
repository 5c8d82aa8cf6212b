import type { Plugin } from 'vite';
import { type Cuts, leaveOut } from './leave-out.js';

/**
 * What valibot says of an issue, where it lies, how a schema describes itself, and what a schema does that has a default
 * or a computed fallback: `core/api/schemas.ts` has none, and only asks whether there are issues.
 */
const CUTS: Cuts = [
  [
    /function _addIssue\(context, label, dataset,[^)]*\) \{/,
    `$&
  dataset.typed = false;
  dataset.issues = [];
  return;`,
  ],
  [/function _standardSchema\(schema\) \{/, '$& return schema;'],
  [/function getGlobalConfig\([^)]*\) \{/, '$& return {};'],
  [/function getFallback\([^)]*\) \{/, '$& return schema.fallback;'],
  [/\t\treference: \w+,\n\t\texpects: .+,\n\t\tasync: false,\n/g, ''],
  [/^\t\tkind: "schema",\n/gm, ''],
  [/^\t\ttype: "(?!optional)\w+",\n/gm, ''],
  [/^\t\tmessage: message\$1,\n/gm, ''],
  [/^\t\tdefault: default_,\n/gm, ''],
  [
    /const pathItem = \{(?:(?!const pathItem)[\s\S])+?if \(!dataset\.issues\) (dataset\.issues = valueDataset\.issues;)\s+if \(config\$1\.abortEarly\) \{[^}]+\}/g,
    '$1',
  ],
  [/if \(config\$1\.abortEarly\) break;/g, ''],
  [
    /(key in input) \|\| \(valueSchema\.type .+? && valueSchema\.default !== void 0(?=\) \{)/g,
    '$1',
  ],
  [/key in input \? (input\[key\]) : .+?;/g, '$1;'],
  [/valueSchema\.type !== "exact_optional" && (.+?) && valueSchema\.type !== "nullish"/g, '$1'],
  [/if \(this\.default !== void 0\) .+;\s+if \(dataset\.value === void 0\) (\{[^}]+\})/g, '$1'],
];

/** Leaves out of valibot what only others need. */
export const leanValibot = (): Plugin =>
  leaveOut('lean-valibot', { 'valibot/dist/index.mjs': CUTS });
