// Installs the browsers and programs the tests need, where it may: as root on Debian or Ubuntu. Elsewhere, or with
// INSTALL=no, it changes nothing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ENGINES, findBrowsers, howToInstall, PACKAGES, which } from '../test/support/browsers.mjs';
import { PROGRAMS, programMissing } from '../test/support/programs.mjs';

const mayInstall = () =>
  process.platform === 'linux' &&
  process.env.INSTALL !== 'no' &&
  process.getuid?.() === 0 &&
  existsSync('/etc/debian_version') &&
  which('apt-get') !== undefined;

function apt(...args) {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

const missingPrograms = () => Object.keys(PROGRAMS).filter((name) => !which(name));

/** What is wanted and not there: packages that belong together, and why. */
function missingGroups() {
  const found = findBrowsers();
  const groups = ENGINES.filter((engine) => !found[engine]).map((engine) => ({
    packages: PACKAGES[engine],
    why: `the tests run in ${engine}`,
  }));
  for (const name of missingPrograms()) {
    const { package: wanted, use } = PROGRAMS[name];
    const known = groups.find(({ packages }) => packages.includes(wanted));
    if (known) known.why += `; ${use}`;
    else groups.push({ packages: [wanted], why: use });
  }
  return groups;
}

/** Installs what is missing and returns the engines that still do not run here. */
export function installBrowsers() {
  const groups = missingGroups();
  if (groups.length > 0 && mayInstall()) {
    console.log('The tests need what this machine lacks. apt-get now installs:');
    for (const { packages, why } of groups) console.log(`  ${packages.join(' ')}  (${why})`);
    console.log('With INSTALL=no it installs nothing.');
    apt('update', '-qq');
    // One group at a time: a distribution that lacks one package still gets the others.
    for (const { packages } of groups)
      apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  }
  const found = findBrowsers();
  const missing = ENGINES.filter((engine) => !found[engine]);
  for (const engine of missing)
    console.warn(`${engine} does not run here. ${howToInstall(engine)}`);
  for (const name of missingPrograms()) console.warn(programMissing(name));
  return missing;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) installBrowsers();
