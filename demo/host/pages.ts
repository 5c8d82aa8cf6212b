import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import express, { type Express } from 'express';
import type { Customers } from './customers.js';
import type { ShopConfig } from './shop.js';

const folder = fileURLToPath(new URL('./page/', import.meta.url));
const NAME = /^[a-z0-9-]{1,40}$/;

/** Bundles the page's script, the element in it. @returns the script */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${folder}shop.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** The shop's pages: the sign-in, the shop, its script and style sheet. */
export function addPages(app: Express, customers: Customers, config: ShopConfig): void {
  // #region policy
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data: blob: https: http:",
    `frame-src ${config.provider.url}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  // #endregion policy
  let script: Promise<string> | undefined;

  app.get('/', async (request, response) => {
    const customer = await customers.of(request.headers.cookie);
    const page = readFileSync(folder + (customer ? 'shop.html' : 'sign-in.html'), 'utf8');
    response
      .set({ 'content-security-policy': policy, 'cache-control': 'no-store' })
      .type('html')
      // Safe as it is: `NAME` admits nothing that means something in HTML.
      .send(page.replaceAll('{customer}', customer ?? ''));
  });
  app.post('/sign-in', express.urlencoded({ extended: false }), async (request, response) => {
    const name = request.body?.name;
    if (typeof name !== 'string' || !NAME.test(name)) return void response.sendStatus(400);
    response.set('set-cookie', await customers.signIn(name)).redirect(303, '/');
  });
  app.get('/shop.js', async (_request, response) => {
    script ??= bundle();
    response.type('text/javascript').send(await script);
  });
  app.get('/shop.css', (_request, response) => response.sendFile(`${folder}shop.css`));
}
