// Programs beside the browsers that tests call, and the packages they come in.
import { which } from './browsers.mjs';

/** By program: its Debian and Ubuntu package, and what the tests do with it. */
export const PROGRAMS = {
  zbarimg: { package: 'zbar-tools', use: 'a second reader scans the QR codes' },
  pdftoppm: { package: 'poppler-utils', use: 'printed cards become pictures to scan' },
  pdftotext: { package: 'poppler-utils', use: 'the words of printed cards are read' },
  'redis-server': { package: 'redis-server', use: 'gateways share their quota on it' },
};

/** What a person must do about a program that is missing, as one sentence. */
export const programMissing = (name) =>
  `${name} is missing (on Debian or Ubuntu: apt-get install -y ${PROGRAMS[name].package}).`;

/** For the `skip` of tests that do without a program: `false` where it is there, else what a person must do. */
export const skipWithout = (name) => !which(name) && programMissing(name);

/** For the start of a test: throws an error that names every one of `names` that is missing, and its package. */
export function needPrograms(...names) {
  const missing = names.filter((name) => !which(name));
  if (missing.length > 0) throw new Error(missing.map(programMissing).join(' '));
}
