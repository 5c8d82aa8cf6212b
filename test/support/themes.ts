/** The page's scheme and direction for one test; `restore` puts them back. */
export function page(scheme: 'light' | 'dark', dir: 'ltr' | 'rtl'): () => void {
  const root = document.documentElement;
  root.lang = 'en';
  root.dir = dir;
  root.style.setProperty('color-scheme', scheme);
  root.style.setProperty('background', 'light-dark(#fff, #17181a)');
  return () => {
    root.removeAttribute('dir');
    root.removeAttribute('style');
  };
}

/** Every look a state is checked in. */
export const LOOKS = [
  ['light', 'ltr'],
  ['light', 'rtl'],
  ['dark', 'ltr'],
] as const;
