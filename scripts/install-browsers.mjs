// Installs the browsers the tests need, where it may: as root on Debian or Ubuntu. Elsewhere it changes nothing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ENGINES, findBrowsers, howToInstall, PACKAGES, which } from '../test/support/browsers.mjs';

const mayInstall = () =>
  process.platform === 'linux' &&
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

/** Package groups that are wanted and not there: one group an engine, and the independent QR reader. */
function missingGroups() {
  const found = findBrowsers();
  const groups = ENGINES.filter((engine) => !found[engine]).map((engine) => PACKAGES[engine]);
  if (!which('zbarimg')) groups.push(['zbar-tools']);
  return groups;
}

/** Installs what is missing and returns the engines that still do not run here. */
export function installBrowsers() {
  const groups = missingGroups();
  if (groups.length > 0 && mayInstall()) {
    console.log(`Installing ${groups.flat().join(', ')} …`);
    apt('update', '-qq');
    // One group at a time: a distribution that lacks one package still gets the others.
    for (const group of groups) apt('install', '-y', '-qq', '--no-install-recommends', ...group);
  }
  const found = findBrowsers();
  const missing = ENGINES.filter((engine) => !found[engine]);
  for (const engine of missing)
    console.warn(`${engine} does not run here. ${howToInstall(engine)}`);
  if (!which('zbarimg')) {
    console.warn('zbarimg is missing (on Debian or Ubuntu: apt-get install zbar-tools).');
  }
  return missing;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) installBrowsers();
