// The library's builds, one a mode; scripts/build.ts runs them in order. (The demo has a config of its own.)
import { fileURLToPath } from 'node:url';
import {
  type BuildEnvironmentOptions,
  defineConfig,
  type PluginOption,
  type UserConfig,
} from 'vite';
import { asciiOnly } from './scripts/vite/ascii-only.js';
import { firstScreen } from './scripts/vite/first-screen.js';
import { gather } from './scripts/vite/gather.js';
import { inlineImports } from './scripts/vite/inline-imports.js';
import {
  languageEntries,
  languagesBeside,
  NEW_LANGUAGES,
} from './scripts/vite/languages-beside.js';
import { leanIdbKeyval } from './scripts/vite/lean-idb-keyval.js';
import { leanLit } from './scripts/vite/lean-lit.js';
import { leanQr } from './scripts/vite/lean-qr.js';
import { leanValibot } from './scripts/vite/lean-valibot.js';
import { minifyChunks } from './scripts/vite/minify-chunks.js';
import { minifyTemplates } from './scripts/vite/minify-templates.js';

/**
 * Has V8 compile every function of a file off the main thread while it loads, not each at its first call:
 * right where most are called at once. To other engines it is a comment. It must be the first line.
 */
const COMPILE_AHEAD = '//# allFunctionsCalledOnLoad';

/** Without what the elements do not use of their dependencies. */
const lean = (): PluginOption => [leanLit(), leanQr(), leanValibot(), leanIdbKeyval()];

const src = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

const shared = {
  target: 'es2022',
  minify: false,
  emptyOutDir: false,
  copyPublicDir: false,
  reportCompressedSize: false,
} satisfies BuildEnvironmentOptions;

/** For bundlers: dependencies stay imports, and whoever bundles minifies. */
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
      external: /^[^./\0](?!:)/,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});

/** The languages, each a file that imports nothing: both CDN builds load the same ones. */
const languages = (): UserConfig => ({
  plugins: [minifyTemplates(), minifyChunks()],
  build: {
    ...shared,
    outDir: NEW_LANGUAGES,
    lib: { entry: languageEntries(), formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js' } },
  },
});

/**
 * A module for a script tag, with lazy chunks beside it. What the first screen needs is one hashed chunk
 * and the entry only imports it: a lazy chunk that imported the entry by its name would load a second
 * copy of everything wherever the page wrote a query string or the CDN redirected to a version.
 */
const cdn = (): UserConfig => ({
  plugins: [minifyTemplates(), lean(), languagesBeside(), minifyChunks()],
  build: {
    ...shared,
    outDir: 'dist/cdn',
    manifest: true,
    lib: { entry: { 'esim-checkout': src('define.ts') }, formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: { groups: [{ name: firstScreen(src('define.ts')), debugName: 'main' }] },
        postBanner: ({ name }) => (name === 'main' ? COMPILE_AHEAD : ''),
      },
    },
  },
});

/** One classic file; only the languages stay apart. */
const iife = (): UserConfig => ({
  plugins: [
    minifyTemplates(),
    gather(src('define.ts')),
    inlineImports(),
    lean(),
    languagesBeside(),
    minifyChunks(),
    asciiOnly(),
  ],
  build: {
    ...shared,
    outDir: 'dist/cdn',
    lib: {
      entry: src('define.ts'),
      formats: ['iife'],
      name: 'EsimCheckout',
      fileName: () => 'esim-checkout.iife.js',
    },
    rolldownOptions: { output: { codeSplitting: false } },
  },
});

const modes: Record<string, () => UserConfig> = { npm, languages, cdn, iife };

export default defineConfig(({ mode }) => {
  const config = modes[mode];
  if (!config)
    throw new Error(`Run "npm run build": ${Object.keys(modes).join(', ')} are the modes.`);
  return { ...config(), configFile: false, define: { 'process.env.NODE_ENV': '"production"' } };
});
