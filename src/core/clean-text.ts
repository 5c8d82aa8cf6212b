/** The named entities that are common in shop databases. Other entities are written as numbers. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  middot: '·',
  bull: '•',
  times: '×',
  reg: '®',
  trade: '™',
};

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = Number(name.replace(/^#x/i, '0x').replace('#', ''));
  // Leave out control characters, surrogates and numbers without a character.
  return code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : ' ';
}

/** No real name or description is longer, in characters. Text beyond it is cut, because it costs time. */
const LONGEST = 5000;

const decode = (text: string): string => text.replace(/&(#x?[\da-f]+|[a-z]+);/gi, entity);

/**
 * Removes HTML tags and entities from a text of the API. This only makes it readable. It is no protection: the
 * element always shows the result as text, never as markup.
 */
export function cleanText(text: string): string {
  // Some texts are escaped twice.
  return decode(decode(text.slice(0, LONGEST)))
    .replace(/<(script|style)\b[^>]*>.*?<\/\1\s*>/gis, ' ')
    .replace(/<!--.*?-->|<\/?[a-z][^<>]*>/gis, ' ')
    .replace(/\s+([.,;:!?)])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
