import { readFileSync } from 'node:fs';
import { html } from 'hono/html';

export const PAGE_STYLE = readFileSync(new URL('./page.css', import.meta.url), 'utf8');

// Tells the shop's page how it ended. A hint for the eye: what counts is the webhook.
export const PAGE_SCRIPT = `
const { shop, status } = document.body.dataset;
const tell = (word) => parent.postMessage({ payment: word }, shop);
if (status === 'paid') tell('paid');
document.querySelector('#cancel')?.addEventListener('click', () => tell('cancelled'));
`;

/** The page a customer pays on; the shop shows it in a frame. */
export async function paymentPage(
  { amount, currency, status }: { amount: number; currency: string; status: string },
  shop: string,
): Promise<Response> {
  const price = new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
  const form = html`<p>Card ending in 4242. Nothing is charged: this provider is made up.</p>
    <form method="post">
      <button type="submit">Pay ${price}</button>
      <button type="button" id="cancel">Cancel</button>
    </form>`;
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Pay</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/page.css" />
      </head>
      <body data-shop="${shop}" data-status="${status}">
        <h1>${status === 'open' ? `Pay ${price}` : 'Paid'}</h1>
        ${status === 'open' ? form : ''}
        <script type="module" src="/page.js"></script>
      </body>
    </html>`;
  return new Response(String(page), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors ${shop}`,
    },
  });
}
