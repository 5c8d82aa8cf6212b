import { expect } from '@open-wc/testing';
import { languages } from '../../src/i18n/languages.js';
import type { Strings } from '../../src/i18n/strings.js';
import { englishStrings } from '../support/pseudo.js';

const TAGS = 'ar de es fr he hi id it ja ko nl pl pt th tr vi zh-Hans zh-Hant'.split(' ');

/** Words that stay English where they stand alone. */
const NAMES = ['ICCID', 'Android', 'Matching ID', 'Support'];

const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ko: /\p{Script=Hangul}/u,
  th: /\p{Script=Thai}/u,
  'zh-Hans': /\p{Script=Han}/u,
  'zh-Hant': /\p{Script=Han}/u,
};

type Text = string | readonly string[] | ((...given: unknown[]) => string);

/** Every text by key. A function is called with values that the tests can recognize in its result. */
function texts(strings: Strings, count = 3): [key: string, text: string][] {
  return Object.entries(strings as unknown as Record<string, Text>).flatMap(([key, value]) => {
    if (typeof value !== 'function')
      return [value].flat().map((text): [string, string] => [key, text]);
    const counts = key === 'matches' || key === 'keepTyping';
    return [[key, counts ? value(count) : value('〔1〕', '〔2〕')] as [string, string]];
  });
}

const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');

describe('the languages', () => {
  it('are those that the package promises', () => {
    expect(Object.keys(languages).sort()).to.deep.equal([...TAGS].sort());
  });

  for (const tag of TAGS)
    describe(tag, () => {
      let strings: Strings;
      before(async () => {
        strings = await (languages[tag]?.() as Promise<Strings>);
      });

      it('has every text, nothing more, of the same kind and with the same parameters', () => {
        expect(Object.keys(strings).sort()).to.deep.equal(Object.keys(englishStrings).sort());
        for (const [key, english] of Object.entries(englishStrings)) {
          const own = strings[key as keyof Strings];
          expect(typeof own, key).to.equal(typeof english);
          if (typeof english === 'function')
            expect((own as typeof english).length, key).to.be.at.most(english.length);
          if (Array.isArray(english)) expect(own, key).to.have.length(english.length);
        }
      });

      it('uses what it is given', () => {
        for (const [key, value] of Object.entries(englishStrings)) {
          if (typeof value !== 'function' || key === 'matches') continue;
          const own = strings[key as keyof Strings] as (...given: unknown[]) => string;
          const given = key === 'keepTyping' ? [37] : ['〔1〕', '〔2〕'].slice(0, value.length);
          for (const each of given) expect(own(...given), key).to.include(`${each}`);
        }
        expect(strings.buy('〔1〕', undefined)).to.include('〔1〕').and.not.include('undefined');
      });

      it('leaves no text empty, padded, English or promising an e-mail', () => {
        const english = new Set(texts(englishStrings).map(([, text]) => text));
        for (const [key, text] of texts(strings)) {
          expect(text.trim(), key).to.be.a('string').that.is.not.empty;
          expect(text, key).to.equal(text.trim());
          expect(text, key).not.to.match(/e-?mail|undefined|\[object| {2}|~|⟦/i);
          if (/\p{L} \p{L}/u.test(text) && !NAMES.includes(text))
            expect(english.has(text), `${key}: ${text}`).to.equal(false);
          const script = SCRIPTS[tag];
          const names = ['perGb', 'actionOn', 'cardIccid', 'cardAndroid'];
          if (script && !names.includes(key) && !NAMES.includes(text))
            expect(text, key).to.match(script);
        }
      });

      it('keeps what has to be typed or found as it is', () => {
        const kept: [keyof Strings, string[]][] = [
          ['deviceNote', ['*#06#', 'EID', 'eSIM']],
          ['cardAddress', ['SM-DP+']],
          ['iccid', ['ICCID']],
          ['cardOldIos', ['iOS', '17.4']],
          ['cardCopyFailed', ['⌘C', '+C']],
        ];
        for (const [key, words] of kept)
          for (const word of words) expect(strings[key], key).to.include(word);
        expect(strings.cardStepsIos[1]).to.include('SM-DP+');
      });

      it('calls a button the same wherever it speaks of it', () => {
        const lower = (text: string): string => text.toLocaleLowerCase(tag);
        expect(strings.unconfirmedNote).to.include(strings.checkAgain);
        expect(strings.cardStepTap).to.include(strings.cardInstall);
        expect(lower(strings.cardMatchingIdHint)).to.include(lower(strings.cardCode));
        expect(lower(strings.cardStepsOther[1] ?? '')).not.to.include(
          lower(strings.cardMatchingId),
        );
      });

      it('has typographic quotes, in pairs', () => {
        for (const [key, text] of texts(strings)) {
          expect(text, key).not.to.match(/["'`]/);
          const pairs = ['«»', '„“', '„”', '“”', '「」', '‘’', '””'];
          const quotes =
            text.replace(/\p{Script=Latin}’\p{Script=Latin}/gu, '').match(/[«»„“”「」‘’]/gu) ?? [];
          for (let at = 0; at < quotes.length; at += 2)
            expect(pairs, `${key}: ${text}`).to.include(`${quotes[at]}${quotes[at + 1]}`);
        }
      });

      it('isolates left-to-right codes where, and only where, text runs right to left', () => {
        const rtl = tag === 'ar' || tag === 'he';
        for (const [key, text] of texts(strings)) {
          const isolates = [...text].filter((each) => /[\u2066-\u2069]/.test(each)).join('');
          expect(isolates, key).to.match(rtl ? /^([\u2066\u2068]\u2069)*$/ : /^$/);
          if (!rtl) continue;
          const bare = text.replace(/[\u2066\u2068][^\u2069]*\u2069/g, '');
          expect(bare, key).not.to.match(/[*#+⌘]|〔/);
        }
      });
    });

  it('puts a hard space before French double punctuation', async () => {
    const french = await (languages.fr?.() as Promise<Strings>);
    for (const [key, text] of texts(french)) {
      expect(text, key).not.to.match(/ [?!:;»]|« /);
      if (key !== 'actionOn') expect(text, key).not.to.match(/[^\u00a0][?!;»]/);
    }
  });

  it('does not mix the two ways of writing Chinese', async () => {
    const simplified = texts(await (languages['zh-Hans']?.() as Promise<Strings>));
    const traditional = texts(await (languages['zh-Hant']?.() as Promise<Strings>));
    const only = { hans: /[们这应买联载个机设请页续]/u, hant: /[這應買聯載個機設請頁續]/u };
    for (const [key, text] of simplified) expect(text, key).not.to.match(only.hant);
    for (const [key, text] of traditional) expect(text, key).not.to.match(only.hans);
  });
});

describe('plurals', () => {
  const COUNTS = [0, 1, 2, 3, 5, 11, 21, 101];
  const same = (word: string) => COUNTS.map((n) => word.replace('#', `${n}`));
  const two = (one: string, other: string, singular = [1]) =>
    COUNTS.map((n) => `${n} ${singular.includes(n) ? one : other}`);
  const EXPECTED: Readonly<Record<string, string[]>> = {
    en: two('result', 'results'),
    de: same('# Treffer'),
    fr: two('résultat', 'résultats', [0, 1]),
    es: two('resultado', 'resultados'),
    it: two('risultato', 'risultati'),
    pt: two('resultado', 'resultados', [0, 1]),
    nl: two('resultaat', 'resultaten'),
    pl: ['wyników', 'wynik', 'wyniki', 'wyniki', 'wyników', 'wyników', 'wyników', 'wyników'].map(
      (word, index) => `${COUNTS[index]} ${word}`,
    ),
    tr: same('# sonuç'),
    ar: [
      'لا نتائج',
      'نتيجة واحدة',
      'نتيجتان',
      '3 نتائج',
      '5 نتائج',
      '11 نتيجة',
      '21 نتيجة',
      '101 نتيجة',
    ],
    he: ['0 תוצאות', 'תוצאה אחת', 'שתי תוצאות', ...COUNTS.slice(3).map((n) => `${n} תוצאות`)],
    hi: same('# परिणाम'),
    id: same('# hasil'),
    ja: same('#件'),
    ko: same('결과 #개'),
    th: same('# รายการ'),
    vi: same('# kết quả'),
    'zh-Hans': same('# 个结果'),
    'zh-Hant': same('# 個結果'),
  };

  for (const [tag, expected] of Object.entries(EXPECTED))
    it(`are right in ${tag}`, async () => {
      const strings = (await languages[tag]?.()) ?? englishStrings;
      expect(COUNTS.map((n) => plain(strings.matches(n)))).to.deep.equal(expected);
      for (const n of COUNTS) expect(plain(strings.keepTyping(n))).to.include(`${n}`);
    });
});
