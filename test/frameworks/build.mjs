// node build.mjs APP FOLDER [MODE]: builds an app as its users do, and imports the package by its public names.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const isCustomElement = (tag) => tag.startsWith('esim-');

const PLUGINS = {
  react: () => [],
  preact: () => [],
  solid: async () => (await import('vite-plugin-solid')).default(),
  vue: async () =>
    (await import('@vitejs/plugin-vue')).default({
      template: { compilerOptions: { isCustomElement } },
    }),
  svelte: async () => (await import('@sveltejs/vite-plugin-svelte')).svelte(),
  angular: async () => (await import('./angular/plugin.mjs')).angular(),
};

const [app, outDir, mode = 'production'] = process.argv.slice(2);
process.env.NODE_ENV = mode;
await build({
  configFile: false,
  root: fileURLToPath(new URL(app, import.meta.url)),
  mode,
  plugins: [await PLUGINS[app]()],
  logLevel: 'warn',
  build: { outDir, emptyOutDir: true, reportCompressedSize: false },
});
