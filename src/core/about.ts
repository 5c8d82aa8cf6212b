// A test compares both with package.json, because a build from the sources has no other place for them.

/** The version of this package. */
export const VERSION = '0.1.0';
/** The URL of the documentation, ending in a slash. */
export const DOCS = 'https://esim-checkout.example/';
