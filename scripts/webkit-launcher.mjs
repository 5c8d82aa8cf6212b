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
      await this.#abandon();
      await this.#open(id, url);
    }
  }

  // By now the file has reported its tests, or is counted as lost: a driver that went away adds nothing to either.
  // One that hangs would take the next file with it.
  async stopSession(id) {
    try {
      return await super.stopSession(id);
    } catch (error) {
      console.warn(`WebKit did not close its page and is ended: ${error.message}`);
      await this.#abandon();
      return {};
    }
  }

  async stop() {
    await super.stop();
    this.#end();
  }

  async #open(id, url) {
    if (!this.#driver) await this.#begin();
    await this.ensureManagerInitialized();
    await this.driverManager.startSession(id, url);
  }

  /** Ends the driver before its session, which it may never answer for. */
  async #abandon() {
    this.#end();
    await super.stop();
    // After a driver that no longer answers they are still there, and the next start would take them for living.
    this.driver = undefined;
    this.driverManager = undefined;
    this.__managerPromise = undefined;
  }

  #end() {
    this.#driver?.stop();
    this.#driver = undefined;
  }
}

/** One WebKit window on a screen of its own. One session at a time. */
export const webkitLauncher = (programs) => new WebKitLauncher(programs);
