import type { Plugin } from 'vite';

/**
 * Writes every character beyond ASCII as an escape: a classic script is read in the encoding of its page where the
 * server does not name its own. All such characters are in texts and expressions, where an escape means the same.
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
