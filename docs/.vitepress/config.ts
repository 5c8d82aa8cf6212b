// The documentation site: `npm run docs`, `npm run docs:build`. DOCS_BASE=/path/ builds it for a sub-path.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { closedDiagrams, linkToSource, tablesThatStack } from './markdown.js';
import { sidebar } from './sidebar.js';
import { slug } from './slug.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };

export default defineConfig({
  title: 'esim-checkout',
  description: 'One custom element that sells an eSIM on your page.',
  lang: 'en',
  base: process.env.DOCS_BASE ?? '/',
  cleanUrls: false,
  lastUpdated: false,
  markdown: {
    anchor: { slugify: slug },
    config(md) {
      linkToSource(md, root);
      tablesThatStack(md);
      closedDiagrams(md);
    },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('esim-') } } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar,
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Reference', link: '/reference' },
      { text: 'When something fails', link: '/what-happens-when' },
      { text: version, link: '/versions' },
    ],
    docFooter: { prev: 'Before', next: 'Next' },
  },
});
