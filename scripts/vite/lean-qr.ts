import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const CORE = 'qrcode/lib/core';
const require = createRequire(import.meta.url);

type Figures = Record<string, (version: number, level: unknown) => number>;

/** The library's own figures for level M, one a version, as a function of this name. */
function figures(module: string, name: string): string {
  const { [name]: figure } = require(`${CORE}/${module}.js`) as Figures;
  const { M } = require(`${CORE}/error-correction-level.js`) as { M: unknown };
  const each = Array.from({ length: 40 }, (_, index) => figure?.(index + 1, M));
  return `exports.${name} = (version) => ${JSON.stringify(each)}[version - 1];`;
}

/** What replaces modules of qrcode's core; CommonJS, as they are. */
const REPLACEMENTS: Readonly<Record<string, () => string>> = {
  segments: () => `
    const ByteData = require('./byte-data');
    exports.fromArray = (segments) => segments.map(({ data }) => new ByteData(data));`,
  mode: () => `
    exports.BYTE = { bit: 4, ccBits: [8, 16, 16] };
    exports.getCharCountIndicator = (mode, version) => mode.ccBits[version < 10 ? 0 : 1];`,
  'error-correction-level': () => `
    exports.M = { bit: 0 };
    exports.from = () => exports.M;`,
  'error-correction-code': () =>
    figures('error-correction-code', 'getBlocksCount') +
    figures('error-correction-code', 'getTotalCodewordsCount'),
  // A byte's segment has a head of 12 bits, of 20 from version 10 on.
  version: () => `
    const { getSymbolTotalCodewords, getBCHDigit } = require('./utils');
    const { getTotalCodewordsCount } = require('./error-correction-code');
    exports.from = () => {};
    exports.getBestVersionForData = ([segment]) => {
      for (let version = 1; version <= 40; version++) {
        const room = getSymbolTotalCodewords(version) - getTotalCodewordsCount(version);
        if (segment.getLength() + (version < 10 ? 2 : 3) <= room) return version;
      }
    };
    exports.getEncodedBits = (version) => {
      let rest = version << 12;
      while (getBCHDigit(rest) > 12) rest ^= 0x1f25 << (getBCHDigit(rest) - 13);
      return (version << 12) | rest;
    };`,
  utils: () => `
    exports.getSymbolSize = (version) => version * 4 + 17;
    exports.getBCHDigit = (data) => 32 - Math.clz32(data);
    ${figures('utils', 'getSymbolTotalCodewords')}`,
};

/**
 * Leaves out of qrcode what only other modes than byte and other levels than M need: encoders, tables, the
 * search for the best mixture. Nothing else may be asked of it: `encodeQr` names its mode and its level.
 */
export function leanQr(): Plugin {
  return {
    name: 'lean-qr',
    load(id) {
      const [, name = ''] = /\/qrcode\/lib\/core\/([\w-]+)\.js$/.exec(id) ?? [];
      return REPLACEMENTS[name]?.() ?? null;
    },
  };
}
