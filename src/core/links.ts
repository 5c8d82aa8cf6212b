const SAFE = /^(https|mailto|tel):/;
/** An e-mail address or a phone number without its scheme. As a relative URL it would lead to a missing page. */
const BARE = /^\s*([^\s/:?#@]+@[^\s/:?#@]+|\+?[\d\s()-]+)\s*$/;

/**
 * Returns the absolute URL of a link with the scheme `https:`, `mailto:` or `tel:`; `undefined` for any other text.
 */
export function safeLink(url: string | undefined): string | undefined {
  try {
    const { href } = new URL(url ?? '', globalThis.document?.baseURI);
    return url && SAFE.test(href) && !BARE.test(url) ? href : undefined;
  } catch {
    return undefined;
  }
}
