// What the tests need of this machine, as a table: node scripts/needs.mjs. It changes nothing. With --install it does what
// npm test does first: it says what is missing, and installs it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import semver from 'semver';
import { ENGINES, findBrowsers, howToInstall, PACKAGES, which } from '../test/support/browsers.mjs';
import { PROGRAMS } from '../test/support/programs.mjs';

const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Each need: its name, whether it is there, what for, what to do without it, and its packages. */
function needs() {
  const found = findBrowsers();
  const node = {
    name: `Node.js ${engines.node}`,
    found: semver.satisfies(process.version, engines.node) && process.version,
    use: 'everything',
    todo: 'install Node.js 20.19 or later',
    packages: [],
  };
  const browsers = ENGINES.map((engine) => ({
    name: engine,
    found: { ...found, chromium: found.windowedChromium, webkit: found.webkit?.miniBrowser }[
      engine
    ],
    use: engine === 'chromium' ? 'units, journeys, package' : 'units and journeys in this engine',
    todo: howToInstall(engine),
    packages: PACKAGES[engine],
  }));
  const programs = Object.entries(PROGRAMS).map(([name, { package: wanted, use, isOptional }]) => ({
    name,
    found: which(name),
    use,
    todo: `apt-get install -y ${wanted}${isOptional ? ' (the tests also run without it)' : ''}`,
    packages: [wanted],
  }));
  return [node, ...browsers, ...programs];
}

const isRoot = () => process.getuid?.() === 0;
const isDebian = () => process.platform === 'linux' && existsSync('/etc/debian_version');

/** Prints the table, and the one command that installs what is missing. */
function showNeeds() {
  const all = needs();
  const width = Math.max(...all.map(({ name }) => name.length));
  console.log('The tests need:');
  for (const { name, found, use, todo } of all)
    console.log(
      found
        ? `  ✔ ${name.padEnd(width)}  ${found}`
        : `  ✖ ${name.padEnd(width)}  missing, for: ${use}. To do: ${todo}`,
    );
  const packages = [...new Set(all.filter(({ found }) => !found).flatMap((need) => need.packages))];
  if (packages.length > 0 && isDebian()) {
    const sudo = isRoot() ? '' : 'sudo ';
    console.log('This installs all that is missing:');
    console.log(
      `  ${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    );
  }
}

function apt(...args) {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/**
 * Says what is missing and installs it, as root on Debian or Ubuntu. It installs one need at a time: if a distribution
 * lacks one package, the others are installed. NO_INSTALL=1 stops it.
 */
export function provide() {
  if (process.env.NO_INSTALL !== '1' && isRoot() && isDebian() && which('apt-get')) install();
  showNeeds();
}

function install() {
  const groups = needs().filter(({ found, packages }) => !found && packages.length > 0);
  if (groups.length === 0) return;
  console.log(
    'apt-get now installs what this machine lacks (NO_INSTALL=1 npm test installs nothing):',
  );
  for (const { packages, use } of groups) console.log(`  ${packages.join(' ')}  (${use})`);
  apt('update', '-qq');
  for (const { packages } of groups)
    if (!packages.every((wanted) => apt('install', '-y', '-qq', '--no-install-recommends', wanted)))
      console.log(`apt-get could not install ${packages.join(' ')}.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--install')) provide();
  else showNeeds();
}
