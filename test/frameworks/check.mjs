// node check.mjs APP: type-checks an app with its framework's own checker. Exits with 1 unless it rejects everything
// that it should.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);
const ours = createRequire(new URL('../../package.json', import.meta.url));
/** The newest TypeScript that works with the checkers of templates. */
const TSC = resolve('typescript/lib/tsc.js');

function node(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: here,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

const tsc = (app) => node(join(dirname(ours.resolve('typescript/package.json')), 'bin/tsc'), '-p', app);

/** vue-tsc is tsc with templates; told where that is, for there are two in the tree. */
const vueTsc = (app) =>
  node('--eval', `require('vue-tsc').run(${JSON.stringify(TSC)})`, '--', 'vue-tsc', '-p', app);

const svelteCheck = (app) =>
  node(
    join(dirname(resolve('svelte-check/package.json')), 'bin/svelte-check'),
    ...['--workspace', app, '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  );

/**
 * A correct template compiles during the build. A wrong one has no comment that expects an error, so it must be
 * rejected here.
 */
function ngc(app) {
  const compiler = join(dirname(resolve('@angular/compiler-cli/package.json')), 'bundles/src/bin/ngc.js');
  const { output } = node(compiler, '-p', `${app}/tsconfig.wrong.json`, '--noEmit');
  const errors = output.match(/ TS\d+: .*/g) ?? [];
  const expected = [
    /'plan' does not exist on type '{ readonly reference/,
    /'EsimOrderPlacedEvent' is not assignable/,
    /'price' does not exist on type 'CheckoutState'/,
  ];
  const fits = errors.length === expected.length && expected.every((one, i) => one.test(errors[i]));
  return { status: fits ? 0 : 1, output };
}

const CHECKERS = { react: tsc, preact: tsc, solid: tsc, vue: vueTsc, svelte: svelteCheck, angular: ngc };

const [app] = process.argv.slice(2);
const { status, output } = CHECKERS[app](app);
if (status !== 0) console.error(output);
process.exitCode = status === 0 ? 0 : 1;
