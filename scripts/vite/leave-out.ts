import type { Plugin } from 'vite';

/** What is replaced in a module, in this order. */
export type Cuts = readonly (readonly [RegExp, string])[];

/** @throws where there is nothing to replace: the module is written in another way now */
export function cut(code: string, cuts: Cuts, name: string): string {
  return cuts.reduce((left, [pattern, replacement]) => {
    const leaner = left.replace(pattern, replacement);
    if (leaner === left) throw new Error(`${name} is written in another way now: ${pattern}`);
    return leaner;
  }, code);
}

/** Leaves out of dependencies what the elements do not use. @param table by path below node_modules */
export function leaveOut(name: string, table: Readonly<Record<string, Cuts>>): Plugin {
  const left = new Set(Object.keys(table));
  return {
    name,
    transform(code, id) {
      const [, path = ''] = /\/node_modules\/(.*)$/.exec(id) ?? [];
      const cuts = table[path];
      left.delete(path);
      return cuts ? { code: cut(code, cuts, path), map: null } : null;
    },
    buildEnd(error) {
      if (!error && left.size > 0) this.error(`Nobody imports ${[...left].join(', ')}.`);
    },
  };
}
