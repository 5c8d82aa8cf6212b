import type { Plugin } from 'vite';

/**
 * Has the classic script look for its languages where the page says. A page that puts the script into a file with others
 * moves it away from them, and the script cannot know where it came from (docs/pages.md).
 */
export function languageBase(): Plugin {
  return {
    name: 'language-base',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const imports = /\bimport\((["'`])\.\/(lang\/[^"'`]+)\1\)/g;
        if (!imports.test(file.code)) this.error('No language is imported.');
        file.code = file.code.replace(imports, 'import((globalThis.esimCheckoutBase||"./")+"$2")');
      }
    },
  };
}
