// Programs other than browsers that tests call, and their packages.
import { which } from './browsers.mjs';

/** For each program: its Debian and Ubuntu package, what the tests do with it, and whether all of them run without it. */
export const PROGRAMS = {
  'chromium-headless-shell': {
    package: 'chromium-headless-shell',
    use: 'the journeys take a third of the time',
    isOptional: true,
  },
  zbarimg: { package: 'zbar-tools', use: 'a second reader scans the QR codes' },
  pdftoppm: { package: 'poppler-utils', use: 'printed cards become pictures to scan' },
  pdftotext: { package: 'poppler-utils', use: 'the words of printed cards are read' },
  'redis-server': { package: 'redis-server', use: 'gateways share their quota on it' },
};

/** How to install a missing program, as one sentence. */
export const programMissing = (name) =>
  `${name} is missing (on Debian or Ubuntu: apt-get install -y ${PROGRAMS[name].package}).`;

/** For the `skip` of a test that can do without a program: `false` if it is there, else how to install it. */
export const skipWithout = (name) => !which(name) && programMissing(name);

/** Call it at the start of a test. Throws an error that names every missing program and its package. */
export function needPrograms(...names) {
  const missing = names.filter((name) => !which(name));
  if (missing.length > 0) throw new Error(missing.map(programMissing).join(' '));
}
