// The library's builds, one per mode. scripts/build.ts runs them in order. The demo has its own config.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildEnvironmentOptions, defineConfig, type UserConfig } from 'vite';
import { firstScreen } from './scripts/vite/first-screen.js';
import { languageBase } from './scripts/vite/language-base.js';
import { minifyTemplates } from './scripts/vite/minify-templates.js';
import { shareRunningCopy } from './scripts/vite/share-running-copy.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const src = (path: string): string => `${root}src/${path}`;
const CDN = 'dist/cdn';
/** A language file: every file of src/i18n except English and the types. */
const LANGUAGE = /\/src\/i18n\/(?!en|languages|.*strings)[\w-]+\.ts$/;

/** The packages that a partner installs with this one. Other imports are bundled. */
const { dependencies, peerDependencies } = JSON.parse(
  readFileSync(`${root}package.json`, 'utf8'),
) as Record<'dependencies' | 'peerDependencies', Record<string, string>>;
const installed = Object.keys({ ...dependencies, ...peerDependencies });

/** One line in place of the libraries' notices, which a page would fetch before the plans. */
const notices = {
  comments: { legal: false },
  postBanner: ({ moduleIds }: { moduleIds: string[] }) =>
    moduleIds.some((id) => id.includes('node_modules'))
      ? '/*! Licenses: third-party-licenses.md */'
      : '',
};

/**
 * Tells V8 to compile every function when it reads the file. Three quarters of the entry's code run before the plans.
 * docs/performance.md says what it gives.
 */
const ALL_AT_ONCE = '//# allFunctionsCalledOnLoad\n';

const shared = {
  target: 'es2022',
  minify: false,
  sourcemap: true,
  emptyOutDir: false,
  copyPublicDir: false,
  reportCompressedSize: false,
  license: { fileName: 'third-party-licenses.md' },
} satisfies BuildEnvironmentOptions;

/** For bundlers. Dependencies stay imports, except the QR encoder. The partner's bundler minifies. */
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
        // These entries have types only. The files are empty, so that an import also resolves at run time.
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

/** A module for a script tag: the first screen, and lazy chunks. */
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
        ...notices,
        postBanner: (chunk) => (chunk.isEntry ? ALL_AT_ONCE : '') + notices.postBanner(chunk),
        codeSplitting: { groups: [{ name: firstScreen(src('define.ts')), debugName: 'main' }] },
        entryFileNames: '[name].js',
        chunkFileNames: ({ facadeModuleId }) =>
          LANGUAGE.test(facadeModuleId ?? '') ? 'lang/[name]-[hash].js' : '[name]-[hash].js',
      },
    },
  },
});

/** One classic script. Only the languages are separate files: those of the module build. */
const iife = (): UserConfig => {
  const built = JSON.parse(readFileSync(`${CDN}/.vite/manifest.json`, 'utf8')) as Record<
    string,
    { file: string }
  >;
  return {
    plugins: [minifyTemplates(), languageBase()],
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
          ...notices,
          charset: 'ascii', // a server may name no encoding, and the page may have another
          codeSplitting: false,
          paths: (id) => (LANGUAGE.test(id) ? `./${built[relative(root, id)]?.file}` : id),
        },
      },
    },
  };
};

/** The simulated API and its program, with all that they need: a tester installs nothing else. */
const sandbox = (): UserConfig => ({
  ssr: { noExternal: true },
  build: {
    ...shared,
    ssr: true,
    outDir: 'dist/sandbox',
    rolldownOptions: {
      input: {
        index: src('sandbox/index.ts'),
        node: src('sandbox-server/index.ts'),
        cli: src('sandbox-server/cli.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});

const modes: Record<string, () => UserConfig> = { npm, cdn, iife, sandbox };

export default defineConfig(({ mode }) => {
  const config = modes[mode];
  if (!config)
    throw new Error(`Run "npm run build": ${Object.keys(modes).join(', ')} are the modes.`);
  return { ...config(), configFile: false, define: { 'process.env.NODE_ENV': '"production"' } };
});
