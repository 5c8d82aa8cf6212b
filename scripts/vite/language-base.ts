import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/**
 * Has the classic script look for its languages where the page says. A page that puts the script into a file with others
 * moves it away from them, and the script cannot know where it came from (docs/pages.md).
 */
export function languageBase(): Plugin {
  return {
    name: 'language-base',
    renderChunk(code) {
      const imports = /\bimport\((["'`])\.\/(lang\/[^"'`]+)\1\)/g;
      const moved = new MagicString(code);
      moved.replace(imports, 'import((globalThis.esimCheckoutBase||"./")+"$2")');
      if (!moved.hasChanged()) this.error('No language is imported.');
      return { code: moved.toString(), map: moved.generateMap({ hires: true }) };
    },
  };
}
