import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DefaultTheme } from 'vitepress';

const isWritten = (page: string): boolean =>
  existsSync(fileURLToPath(new URL(`../${page}.md`, import.meta.url)));

const section = (text: string, pages: Record<string, string>): DefaultTheme.SidebarItem => ({
  text,
  collapsed: false,
  items: Object.entries(pages)
    .filter(([page]) => isWritten(page))
    .map(([page, text]) => ({ text, link: `/${page}` })),
});

/** Where each page stands. A page that is not written yet is left out. */
export const sidebar: DefaultTheme.SidebarItem[] = [
  section('Start', {
    'quick-start': 'Quick start',
    'complete-host': 'The complete host',
    payment: 'Payment',
    testing: 'Testing your shop',
    gateway: 'The gateway',
  }),
  section('Go live', {
    'going-live': 'Checklist',
    deployment: 'Deployment',
    'self-hosting': 'Self-hosting and SRI',
    'content-security-policy': 'Content Security Policy',
    security: 'Security',
  }),
  section('Reference', {
    reference: 'How it behaves',
    names: 'All names',
    errors: 'Error codes',
    'what-happens-when': 'What happens when…',
    core: 'Without the element',
    'direct-mode': 'Without the gateway',
  }),
  section('Recipes', {
    'recipes/prices': 'Your prices, with VAT',
    'recipes/consent': 'Terms before Buy',
    'recipes/receipts': 'Receipts',
    'recipes/sign-out': 'Sign-in and sign-out',
    'recipes/another-device': 'Another device',
    'recipes/analytics': 'Analytics and logs',
    'recipes/single-page-apps': 'Single-page apps',
  }),
  section('Look and words', {
    theming: 'Theming',
    languages: 'Languages',
    accessibility: 'Accessibility',
  }),
  section('Frameworks', {
    frameworks: 'React, Vue, Svelte, Angular …',
    'server-rendering': 'Next, Nuxt, Astro',
    pages: 'Kinds of pages',
  }),
  section('Operations', {
    versions: 'Versions and support',
    demo: 'The demo',
    presenting: 'Presenting it',
    scale: 'Scale',
    performance: 'Performance',
  }),
  section('Decisions', {
    architecture: 'Architecture',
    'decisions/0001-purchase-protocol': '1. One debit for one purchase',
    'decisions/0002-size': '2. Size of the files',
    'decisions/0003-gateway': '3. The gateway',
    'decisions/0004-install-watching': '4. Watching installs',
    'decisions/0005-package': '5. What the package contains',
    'decisions/0006-docs-site': '6. The documentation site',
  }),
];
