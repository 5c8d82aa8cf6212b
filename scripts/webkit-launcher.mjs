// WebKit for the unit runner: starts a virtual screen and WebKitGTK's driver with the run, ends them with it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { WebdriverLauncher } from '@web/test-runner-webdriver';

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts Xvfb on a display number of its own choosing and returns it once it accepts clients. */
function startScreen(xvfb) {
  const child = spawn(
    xvfb,
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    child.stdio[3].once('data', (data) => {
      resolve({ child, display: `:${String(data).trim()}` });
    });
  });
}

async function untilListening(port) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/status`);
      if (response.ok) return;
    } catch {
      // not up yet
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('WebKitWebDriver did not start within 20 s');
}

class WebKitLauncher extends WebdriverLauncher {
  #programs;
  #children = [];

  constructor(programs) {
    super({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port: 0,
      path: '/',
      logLevel: 'error',
      connectionRetryTimeout: 60_000,
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: programs.miniBrowser, args: ['--automation'] },
      },
    });
    this.#programs = programs;
  }

  async initialize(config) {
    await super.initialize(config);
    this.name = 'WebKit';
    process.once('exit', () => this.#end());
    await this.#begin();
  }

  async #begin() {
    const { child, display } = await startScreen(this.#programs.xvfb);
    this.#children.push(child);
    this.options.port = await freePort();
    this.#children.push(
      spawn(this.#programs.driver, [`--port=${this.options.port}`, '--host=127.0.0.1'], {
        stdio: 'ignore',
        env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
      }),
    );
    await untilListening(this.options.port);
  }

  // The base class opens the page without waiting for it: where that failed, nobody caught it and the whole run ended.
  async startSession(id, url) {
    try {
      await this.#open(id, url);
    } catch (error) {
      console.warn(`WebKit was lost and is started again: ${error.message}`);
      await this.stop();
      await this.#begin();
      await this.#open(id, url);
    }
  }

  // By now the file has reported its tests, or is counted as lost: a driver that went away adds nothing to either.
  async stopSession(id) {
    try {
      return await super.stopSession(id);
    } catch (error) {
      console.warn(`WebKit did not close its page: ${error.message}`);
      return {};
    }
  }

  async #open(id, url) {
    await this.ensureManagerInitialized();
    await this.driverManager.startSession(id, url);
  }

  async stop() {
    await super.stop();
    // A driver that no longer answers keeps them, and the next start would take them for living.
    this.driver = undefined;
    this.driverManager = undefined;
    this.__managerPromise = undefined;
    this.#end();
  }

  #end() {
    for (const child of this.#children.splice(0).reverse()) child.kill();
  }
}

/** One WebKit window on a screen of its own. One session at a time. */
export const webkitLauncher = (programs) => new WebKitLauncher(programs);
