const SAFE = /^(https|mailto|tel):/;

/** The link as an absolute URL when it is one a customer may follow (`https:`, `mailto:`, `tel:`), else `undefined`. */
export function safeLink(url: string | undefined): string | undefined {
  try {
    const { href } = new URL(url ?? '', globalThis.document?.baseURI);
    return url && SAFE.test(href) ? href : undefined;
  } catch {
    return undefined;
  }
}
