// The library's builds, one a mode; scripts/build.ts runs them in order. (The demo has a config of its own.)
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildEnvironmentOptions, defineConfig, type UserConfig } from 'vite';
import { asciiOnly } from './scripts/vite/ascii-only.js';
import { firstScreen } from './scripts/vite/first-screen.js';
import { minifyTemplates } from './scripts/vite/minify-templates.js';
import { shareRunningCopy } from './scripts/vite/share-running-copy.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const src = (path: string): string => `${root}src/${path}`;
const CDN = 'dist/cdn';
/** A language's file: all of src/i18n but English and the types. */
const LANGUAGE = /\/src\/i18n\/(?!en|languages|.*strings)[\w-]+\.ts$/;

/** What a partner installs beside the package; anything else that is imported is part of the files. */
const { dependencies, peerDependencies } = JSON.parse(
  readFileSync(`${root}package.json`, 'utf8'),
) as Record<'dependencies' | 'peerDependencies', Record<string, string>>;
const installed = Object.keys({ ...dependencies, ...peerDependencies });

const shared = {
  target: 'es2022',
  minify: false,
  emptyOutDir: false,
  copyPublicDir: false,
  reportCompressedSize: false,
  license: { fileName: 'third-party-licenses.md' },
} satisfies BuildEnvironmentOptions;

/** For bundlers: dependencies stay imports but for the QR encoder, and whoever bundles minifies. */
const npm = (): UserConfig => ({
  plugins: [minifyTemplates()],
  build: {
    ...shared,
    outDir: 'dist',
    lib: {
      entry: {
        index: src('index.ts'),
        define: src('define.ts'),
        core: src('core/index.ts'),
        gateway: src('gateway/index.ts'),
        // Types only; the files are empty, so that an import of them resolves at run time too.
        react: src('react.ts'),
        preact: src('preact.ts'),
        solid: src('solid.ts'),
        vue: src('vue.ts'),
        svelte: src('svelte.ts'),
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external: installed.map((name) => new RegExp(`^${name}(/|$)`)),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});

/** A module for a script tag: the first screen, with lazy chunks beside it. */
const cdn = (): UserConfig => ({
  plugins: [minifyTemplates(), shareRunningCopy('esim-checkout.js')],
  build: {
    ...shared,
    outDir: CDN,
    manifest: true,
    lib: { entry: { 'esim-checkout': src('define.ts') }, formats: ['es'] },
    rolldownOptions: {
      preserveEntrySignatures: false,
      output: {
        minify: true,
        codeSplitting: { groups: [{ name: firstScreen(src('define.ts')), debugName: 'main' }] },
        entryFileNames: '[name].js',
        chunkFileNames: ({ facadeModuleId }) =>
          LANGUAGE.test(facadeModuleId ?? '') ? 'lang/[name]-[hash].js' : '[name]-[hash].js',
      },
    },
  },
});

/** One classic file; only the languages stay apart, and are those of the module build. */
const iife = (): UserConfig => {
  const built = JSON.parse(readFileSync(`${CDN}/.vite/manifest.json`, 'utf8')) as Record<
    string,
    { file: string }
  >;
  return {
    plugins: [minifyTemplates(), asciiOnly()],
    build: {
      ...shared,
      outDir: CDN,
      lib: {
        entry: src('define.ts'),
        formats: ['iife'],
        name: 'EsimCheckout',
        fileName: () => 'esim-checkout.iife.js',
      },
      rolldownOptions: {
        external: LANGUAGE,
        output: {
          minify: true,
          codeSplitting: false,
          paths: (id) => (LANGUAGE.test(id) ? `./${built[relative(root, id)]?.file}` : id),
        },
      },
    },
  };
};

const modes: Record<string, () => UserConfig> = { npm, cdn, iife };

export default defineConfig(({ mode }) => {
  const config = modes[mode];
  if (!config)
    throw new Error(`Run "npm run build": ${Object.keys(modes).join(', ')} are the modes.`);
  return { ...config(), configFile: false, define: { 'process.env.NODE_ENV': '"production"' } };
});
