/** The entities that shops' databases are full of; others are written as numbers. */
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
  // Neither controls nor surrogates, nor what is no character at all.
  return code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : ' ';
}

/** No name or note is longer; what is, is not worth the time. */
const LONGEST = 5000;

const decode = (text: string): string => text.replace(/&(#x?[\da-f]+|[a-z]+);/gi, entity);

/**
 * What a text of the API's says, without the tags and entities in which its author's tools left it. It stays text and is
 * never made markup, whatever it holds: this is for the eye alone.
 */
export function cleanText(text: string): string {
  // Escaped once, or once more by the next tool.
  return decode(decode(text.slice(0, LONGEST)))
    .replace(/<(script|style)\b[^>]*>.*?<\/\1\s*>/gis, ' ')
    .replace(/<!--.*?-->|<\/?[a-z][^<>]*>/gis, ' ')
    .replace(/\s+([.,;:!?)])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
