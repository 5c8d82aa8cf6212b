// Finds the browsers. The unit runner, the journeys, the package tests and the scripts share it.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {'chromium' | 'firefox' | 'webkit'} Engine */

/** @type {readonly Engine[]} */
export const ENGINES = ['chromium', 'firefox', 'webkit'];

/** Debian and Ubuntu packages an engine needs. */
export const PACKAGES = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'],
};

/** Flags for a Chromium that a script starts. The flags on throttling keep timers exact in a background tab. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first of `names` on PATH, or undefined. */
export function which(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const endings = process.platform === 'win32' ? ['.exe', ''] : [''];
  for (const name of names) {
    for (const folder of folders) {
      for (const ending of endings) {
        const path = join(folder, name + ending);
        if (isExecutable(path)) return path;
      }
    }
  }
  return undefined;
}

const installedAt = (...paths) => paths.find((path) => existsSync(path));

const programFiles = (...tail) =>
  [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap(
    (root) => (root ? [join(root, ...tail)] : []),
  );

/** Chromium without windows. A page takes a third of the processor time that it takes in a Chromium with windows. */
const findHeadlessShell = () =>
  process.env.CHROMIUM_PATH ?? which('chromium-headless-shell', 'chrome-headless-shell');

function findChromium() {
  return (
    process.env.CHROMIUM_PATH ??
    process.env.CHROME_PATH ??
    which(
      'chromium',
      'google-chrome-stable',
      'google-chrome',
      'chromium-browser',
      'microsoft-edge',
    ) ??
    installedAt(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ...programFiles('Google', 'Chrome', 'Application', 'chrome.exe'),
      ...programFiles('Microsoft', 'Edge', 'Application', 'msedge.exe'),
    )
  );
}

function findFirefox() {
  return (
    process.env.FIREFOX_PATH ??
    which('firefox-esr', 'firefox') ??
    installedAt(
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      ...programFiles('Mozilla Firefox', 'firefox.exe'),
    )
  );
}

/** WebKitGTK's test browser lives in a folder named after the machine (`/usr/lib/<triplet>/webkit2gtk-4.1`). */
function findMiniBrowser() {
  if (!existsSync('/usr/lib')) return undefined;
  for (const triplet of ['', ...readdirSync('/usr/lib')]) {
    for (const version of ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0']) {
      const path = join('/usr/lib', triplet, version, 'MiniBrowser');
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

function findWebKit() {
  const driver = which('WebKitWebDriver');
  const miniBrowser = findMiniBrowser();
  const xvfb = which('Xvfb');
  return driver && miniBrowser && xvfb ? { driver, miniBrowser, xvfb } : undefined;
}

/**
 * The installed browsers: the paths of Chromium and Firefox, and of WebKit's three programs. `chromium` is the headless
 * shell if there is one. `windowedChromium` is a Chromium that customers use.
 */
export function findBrowsers() {
  const windowedChromium = findChromium();
  return {
    chromium: findHeadlessShell() ?? windowedChromium,
    windowedChromium,
    firefox: findFirefox(),
    webkit: findWebKit(),
  };
}

/** How to install `engine`, as one sentence. */
export function howToInstall(engine) {
  const apt = `on Debian or Ubuntu: apt-get install -y --no-install-recommends ${PACKAGES[engine].join(' ')}`;
  if (engine === 'chromium') {
    return `Install Chrome, Chromium or Edge (${apt}), or set CHROMIUM_PATH.`;
  }
  if (engine === 'firefox') return `Install Firefox (${apt}), or set FIREFOX_PATH.`;
  return `WebKit runs on Linux only, from WebKitWebDriver, MiniBrowser and Xvfb (${apt}).`;
}
