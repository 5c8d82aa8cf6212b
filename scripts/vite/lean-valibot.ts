import type { Plugin } from 'vite';

const HEAD = /function _addIssue\(context, label, dataset,[^)]*\) \{/;
const BARE_ISSUE = `
  if (context.kind === 'schema') dataset.typed = false;
  (dataset.issues ??= []).push({});
  return;`;

/** Leaves the words out of valibot's issues: `core/api/schemas.ts` only asks whether there are any. */
export function leanValibot(): Plugin {
  return {
    name: 'lean-valibot',
    transform(code, id) {
      if (!/\/valibot\/dist\/index\.mjs$/.test(id)) return null;
      if (!HEAD.test(code)) this.error('valibot has another _addIssue() now.');
      return { code: code.replace(HEAD, `$&${BARE_ISSUE}`), map: null };
    },
  };
}
