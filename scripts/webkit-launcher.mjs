// WebKit for the unit runner. It starts a virtual screen and WebKitGTK's driver with the run, and ends them with it.
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
      // A driver that does not answer is lost. Another request would only cost time.
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

  // The base class does not wait for the page to open. If that failed, the rejection was unhandled and ended the
  // whole run.
  async startSession(id, url) {
    try {
      await this.#open(id, url);
    } catch (error) {
      console.warn(`WebKit was lost and is started again: ${error.message}`);
      await this.#abandon();
      await this.#open(id, url);
    }
  }

  // By now the file has reported its tests, or it counts as lost, so an error of the driver changes nothing. A driver
  // that hangs would also block the next file.
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

  /** Ends the driver before its session: the driver may never answer a request to end it. */
  async #abandon() {
    this.#end();
    await super.stop();
    // If the driver no longer answers, the base class keeps these fields, and the next start would reuse them.
    this.driver = undefined;
    this.driverManager = undefined;
    this.__managerPromise = undefined;
  }

  #end() {
    this.#driver?.stop();
    this.#driver = undefined;
  }
}

/** One WebKit window on its own screen. It runs one session at a time. */
export const webkitLauncher = (programs) => new WebKitLauncher(programs);
