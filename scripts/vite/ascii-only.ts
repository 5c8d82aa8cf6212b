import type { Plugin } from 'vite';

/**
 * Replaces every non-ASCII character by an escape. If the server names no encoding, the browser reads a classic
 * script in the page's encoding. All such characters are in strings and regular expressions, where an escape has the
 * same meaning.
 */
export function asciiOnly(): Plugin {
  const escaped = (unit: string): string =>
    `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return {
    name: 'ascii-only',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk') file.code = file.code.replace(/[\u0080-\uffff]/g, escaped);
    },
  };
}
