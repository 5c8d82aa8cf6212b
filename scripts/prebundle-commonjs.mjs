// Lets browser tests import CommonJS packages. Each listed module is bundled to one ES module on request.
import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

async function toModule(file) {
  const names = Object.keys(require(file)).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
  const named = names.filter((name) => name !== 'default');
  const contents = [
    `import cjs from ${JSON.stringify(file)};`,
    'export default cjs;',
    named.length > 0 ? `export const { ${named.join(', ')} } = cjs;` : '',
  ].join('\n');
  const result = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  return result.outputFiles[0].text;
}

/** A plugin of the dev server. `modules` are bare specifiers, as tests and src import them. */
export function prebundleCommonJs(modules) {
  const files = new Map();
  const ready = new Map();
  return {
    name: 'prebundle-commonjs',
    serverStart({ config }) {
      for (const module of modules) {
        const file = require.resolve(module);
        files.set(`/${relative(config.rootDir, file).split(sep).join('/')}`, file);
      }
    },
    async serve(context) {
      const file = files.get(context.path);
      if (!file) return undefined;
      if (!ready.has(file)) ready.set(file, toModule(file));
      return { body: await ready.get(file), type: 'js' };
    },
  };
}
