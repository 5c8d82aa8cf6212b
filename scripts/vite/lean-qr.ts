import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const CORE = 'qrcode/lib/core';
const require = createRequire(import.meta.url);

interface Codewords {
  getBlocksCount(version: number, level: unknown): number;
  getTotalCodewordsCount(version: number, level: unknown): number;
}

/** The library's own figures for level M, one a version. */
function levelM(figure: keyof Codewords): string {
  const codewords = require(`${CORE}/error-correction-code.js`) as Codewords;
  const { M } = require(`${CORE}/error-correction-level.js`) as { M: unknown };
  const figures = Array.from({ length: 40 }, (_, index) => codewords[figure](index + 1, M));
  return `exports.${figure} = (version) => ${JSON.stringify(figures)}[version - 1];`;
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
  'error-correction-code': () => levelM('getBlocksCount') + levelM('getTotalCodewordsCount'),
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
