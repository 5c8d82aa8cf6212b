// Fails if an installed package does not support a Node.js version that this package supports. npm would warn of it at
// each install. The versions: the first and a late release of each line that `engines` in package.json names.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';

const VERSIONS = ['20.19.0', '20.20.2', '22.13.0', '22.22.0', '24.11.0'];

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const own = readJson('package.json').engines.node;
for (const version of VERSIONS)
  if (!semver.satisfies(version, own)) throw new Error(`engines.node does not name ${version}.`);

let failed = 0;
let checked = 0;
for (const [path, { optional, link }] of Object.entries(readJson('package-lock.json').packages)) {
  // npm leaves out an optional package that does not fit, without a warning.
  if (path === '' || optional || link) continue;
  const manifest = join(path, 'package.json');
  if (!existsSync(manifest)) continue;
  const { name, version, engines } = readJson(manifest);
  checked += 1;
  if (!engines?.node) continue;
  const without = VERSIONS.filter((each) => !semver.satisfies(each, engines.node));
  if (without.length === 0) continue;
  failed += 1;
  console.error(`❌ ${name} ${version} needs Node.js ${engines.node}: not ${without.join(', ')}`);
}
if (checked === 0) throw new Error('No package is installed.');
console.log(`${checked} packages run on Node.js ${VERSIONS.join(', ')}, but for ${failed}.`);
process.exitCode = failed > 0 ? 1 : 0;
