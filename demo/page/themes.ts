import css from './site/themes.css?raw';

/** The declarations that a site's stylesheet gives the element, as written there. */
export function themeOf(site: string): ReadonlyMap<string, string> {
  const [, body = ''] =
    new RegExp(`\\[data-theme="${site}"\\] esim-checkout \\{([^}]*)\\}`).exec(css) ?? [];
  const lines = [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)];
  return new Map(lines.map(([, name = '', value = '']) => [name, value]));
}
