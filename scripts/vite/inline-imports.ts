import type { Plugin } from 'vite';

/**
 * Turns `import('./x.js')` in src into a promise of what it exports, imported statically, for the build that
 * is one file. The bundler would do it too, but wraps every module in a function to keep the late evaluation,
 * and makes a namespace object with a getter for each name.
 * Runs on the plain JavaScript, where no type names an import.
 */
export function inlineImports(): Plugin {
  return {
    name: 'inline-imports',
    async transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id) || /\/i18n\/languages\.ts$/.test(id)) return null;
      const imports: string[] = [];
      const objects = new Map<string, string>();
      for (const [, path = ''] of code.matchAll(/\bimport\(['"](\.[^'"]+)['"]\)/g)) {
        const resolved = await this.resolve(path, id);
        const names = resolved && (await this.load(resolved)).exports;
        if (!names?.length) this.error(`${path} exports nothing`);
        const prefix = `late${objects.size}_`;
        imports.push(
          `import { ${names.map((name) => `${name} as ${prefix}${name}`).join(', ')} } from '${path}';`,
        );
        objects.set(path, `{ ${names.map((name) => `${name}: ${prefix}${name}`).join(', ')} }`);
      }
      if (objects.size === 0) return null;
      const inlined = code.replace(
        /\bimport\(['"](\.[^'"]+)['"]\)/g,
        (_, path: string) => `Promise.resolve(${objects.get(path)})`,
      );
      return { code: `${inlined}\n${imports.join('\n')}`, map: null };
    },
  };
}
