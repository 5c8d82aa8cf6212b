const SAFE = /^(https|mailto|tel):/;
/** An address or a number without its scheme: as a relative URL it would lead to a page that is not there. */
const BARE = /^\s*([^\s/:?#@]+@[^\s/:?#@]+|\+?[\d\s()-]+)\s*$/;

/** The link as an absolute URL when it is one a customer may follow (`https:`, `mailto:`, `tel:`), else `undefined`. */
export function safeLink(url: string | undefined): string | undefined {
  try {
    const { href } = new URL(url ?? '', globalThis.document?.baseURI);
    return url && SAFE.test(href) && !BARE.test(url) ? href : undefined;
  } catch {
    return undefined;
  }
}
