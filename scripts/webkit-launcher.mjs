// WebKit for the unit runner: starts a virtual screen and WebKitGTK's driver with the run, ends them with it.
import { WebdriverLauncher } from '@web/test-runner-webdriver';
import { startWebKitDriver, webkitCapabilities } from '../test/support/webkit-driver.mjs';

class WebKitLauncher extends WebdriverLauncher {
  #programs;
  #driver;

  constructor(programs) {
    super({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port: 0,
      path: '/',
      logLevel: 'error',
      // A driver that does not answer is lost: asking it again only costs the run its time.
      connectionRetryTimeout: 60_000,
      connectionRetryCount: 0,
      capabilities: {
        ...webkitCapabilities(programs),
        'wdio:enforceWebDriverClassic': true,
      },
    });
    this.#programs = programs;
  }

  async initialize(config) {
    await super.initialize(config);
    this.name = 'WebKit';
    await this.#begin();
  }

  async #begin() {
    this.#driver = await startWebKitDriver(this.#programs);
    this.options.port = this.#driver.port;
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
    this.#driver?.stop();
    this.#driver = undefined;
  }
}

/** One WebKit window on a screen of its own. One session at a time. */
export const webkitLauncher = (programs) => new WebKitLauncher(programs);
