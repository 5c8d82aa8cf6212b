import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { engineSummary } from './scripts/engine-summary.mjs';
import { prebundleCommonJs } from './scripts/prebundle-commonjs.mjs';
import { webkitLauncher } from './scripts/webkit-launcher.mjs';
import { CHROMIUM_ARGS, ENGINES, findBrowsers, howToInstall } from './test/support/browsers.mjs';
import { failingModules } from './test/support/failing-modules.mjs';
import { toldAnswers } from './test/support/told-answers.mjs';

const found = findBrowsers();

// A driver's call may fail after its page has closed, when nothing awaits it. By default such a rejection ends the
// whole run. The runner reports a file that lost its browser as lost in any case.
process.on('unhandledRejection', (error) => console.warn('A browser’s driver reported:', error));

/** Makes keyboard focus and `:focus-visible` behave as in the foreground window. */
async function focusedPage({ context }) {
  const page = await context.newPage();
  await page.emulateFocusedPage?.(true);
  return page;
}

const launchers = {
  chromium: () =>
    named(
      'Chromium',
      chromeLauncher({
        launchOptions: { executablePath: found.chromium, args: CHROMIUM_ARGS },
        createPage: focusedPage,
      }),
    ),
  firefox: () =>
    named(
      'Firefox',
      puppeteerLauncher({
        launchOptions: {
          browser: 'firefox',
          executablePath: found.firefox,
          headless: true,
          extraPrefsFirefox: {
            'dom.min_background_timeout_value': 4,
            'dom.timeout.enable_budget_timer_throttling': false,
            'focusmanager.testmode': true,
          },
        },
      }),
    ),
  webkit: () => webkitLauncher(found.webkit),
};

/** Gives the engine a plain name in every report. */
function named(name, launcher) {
  const initialize = launcher.initialize.bind(launcher);
  launcher.initialize = async (...args) => {
    await initialize(...args);
    launcher.name = name;
  };
  return launcher;
}

const wanted = process.env.ENGINES?.split(',').map((name) => name.trim()) ?? ENGINES;
for (const engine of wanted) {
  if (!ENGINES.includes(engine))
    throw new Error(`Unknown engine "${engine}": ${ENGINES.join(', ')}`);
  if (!found[engine]) console.warn(`${engine} does not run here. ${howToInstall(engine)}`);
}
const engines = wanted.filter((engine) => found[engine]);
if (engines.length === 0) throw new Error('No browser to run the tests in.');

export default {
  files: ['test/{core,controllers,demo,elements,i18n}/**/*.test.ts'],
  nodeResolve: { exportConditions: ['browser'] },
  // One file at a time per engine: WebKit's driver has one window, and a second tab would be throttled.
  concurrency: 1,
  concurrentBrowsers: 3,
  // Far more than anything takes on a busy machine: only what hangs runs into these.
  testsFinishTimeout: 480_000,
  browserStartTimeout: 120_000,
  testFramework: { config: { timeout: 60_000 } },
  middleware: [failingModules(), toldAnswers()],
  plugins: [
    prebundleCommonJs([
      'qrcode/lib/core/qrcode.js',
      'jsqr',
      'rate-limiter-flexible/lib/RateLimiterMemory.js',
      'rate-limiter-flexible/lib/RateLimiterRedis.js',
    ]),
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' }),
  ],
  browsers: engines.map((engine) => launchers[engine]()),
  reporters: [defaultReporter({ reportTestProgress: false }), engineSummary()],
};
