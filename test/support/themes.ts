/** Sets the page's scheme and direction for one test. The returned function restores them. */
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

/** All combinations of scheme and direction in which a state is checked. */
export const LOOKS = [
  ['light', 'ltr'],
  ['light', 'rtl'],
  ['dark', 'ltr'],
] as const;
