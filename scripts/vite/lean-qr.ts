import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { type Cuts, cut } from './leave-out.js';

const CORE = 'qrcode/lib/core';
const require = createRequire(import.meta.url);

interface Codewords {
  getBlocksCount(version: number, level: unknown): number;
  getTotalCodewordsCount(version: number, level: unknown): number;
}

/** The library's own figures for level M: blocks a version, and codewords a block. */
function errorCorrection(): { blocks: string; each: string } {
  const codewords = require(`${CORE}/error-correction-code.js`) as Codewords;
  const { M } = require(`${CORE}/error-correction-level.js`) as { M: unknown };
  const versions = Array.from({ length: 40 }, (_, index) => index + 1);
  const blocks = versions.map((version) => codewords.getBlocksCount(version, M));
  const each = versions.map(
    (version, index) => codewords.getTotalCodewordsCount(version, M) / (blocks[index] ?? 1),
  );
  return { blocks: JSON.stringify(blocks), each: JSON.stringify(each) };
}

/** What replaces modules of qrcode's core; CommonJS, as they are. */
const REPLACEMENTS: Readonly<Record<string, () => string>> = {
  segments: () => `
    const ByteData = require('./byte-data');
    exports.fromArray = (segments) => segments.map(({ data }) => new ByteData(data));`,
  mode: () => `
    exports.BYTE = { bit: 4, ccBits: [8, 16, 16] };
    exports.getCharCountIndicator = (mode, version) => mode.ccBits[version < 10 ? 0 : 1];`,
  'error-correction-level': () => `exports.M = { bit: 0 };`,
  'error-correction-code': () => {
    const { blocks, each } = errorCorrection();
    return `
      exports.getBlocksCount = (version) => ${blocks}[version - 1];
      exports.getTotalCodewordsCount = (version) =>
        exports.getBlocksCount(version) * ${each}[version - 1];`;
  },
  // A byte's segment has a head of 12 bits, of 20 from version 10 on.
  version: () => `
    const { getSymbolTotalCodewords, getBCHDigit } = require('./utils');
    const { getTotalCodewordsCount } = require('./error-correction-code');
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
  // All modules, without the finder, timing, format, alignment and version patterns.
  utils: () => `
    exports.getSymbolSize = (version) => version * 4 + 17;
    exports.getBCHDigit = (data) => 32 - Math.clz32(data);
    exports.getSymbolTotalCodewords = (version) => {
      const aligned = Math.floor(version / 7) + 2;
      return (
        ((16 * version + 128) * version + 64 -
          (version > 1 ? (25 * aligned - 10) * aligned - 55 : 0) -
          (version > 6 ? 36 : 0)) >> 3
      );
    };`,
};

/** What `create` does for strings and options before it comes to the segments, in qrcode's main module. */
const CUTS: Cuts = [
  [
    /let segments\n[\s\S]*?throw new Error\('Invalid data'\)\n {2}\}\n/,
    'const segments = Segments.fromArray(data)\n',
  ],
  [
    /exports\.create = [\s\S]*$/,
    'exports.create = (data) => createSymbol(data, undefined, ECLevel.M)\n',
  ],
];

/**
 * Leaves out of qrcode what only other modes than byte and other levels than M need (encoders, tables, the search
 * for the best mixture) and what its errors say. Nothing else may be asked of it: `encodeQr` names mode and level.
 */
export function leanQr(): Plugin {
  return {
    name: 'lean-qr',
    enforce: 'pre',
    load(id) {
      const [, name = ''] = /\/qrcode\/lib\/core\/([\w-]+)\.js$/.exec(id) ?? [];
      return REPLACEMENTS[name]?.() ?? null;
    },
    transform(code, id) {
      if (!id.includes('/qrcode/lib/core/')) return null;
      const leaner = id.endsWith('/qrcode.js') ? cut(code, CUTS, 'qrcode') : code;
      const silent = leaner.replace(/throw new Error\([\s\S]*?\)\n/g, "throw Error('QR')\n");
      return { code: silent, map: null };
    },
  };
}
