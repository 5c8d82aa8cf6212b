import type { OrderRecord } from '../../../src/sandbox/index.js';
import type { App } from '../app.js';
import { sandbox } from '../sandbox-client.js';
import { codeInLink, codeOn, decode, photograph } from './scan.js';

export type PhoneStep =
  | 'empty'
  | 'scanning'
  | 'found'
  | 'downloading'
  | 'installed'
  | 'active'
  | 'expired'
  | 'problem';

const LOOK_MS = 1100;
const DOWNLOAD_MS = 1900;

/** The drawn phone's own system: it scans a code, installs the eSIM, uses its data. */
export class PhoneSystem {
  /** What is on its screen: the partner's page, or its settings. */
  side: 'page' | 'settings' = 'page';
  step: PhoneStep = 'empty';
  photo: HTMLCanvasElement | undefined;
  order: OrderRecord | undefined;
  problem = '';
  /** What it had before it was turned to something else. */
  #held: PhoneStep = 'empty';
  /** An answer that belongs to an earlier scan is dropped. */
  #scans = 0;
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  turnTo(side: 'page' | 'settings'): void {
    this.side = side;
    this.#app.update();
  }

  /** As from the shop: no eSIM. */
  empty(): void {
    this.#scans += 1;
    this.order = undefined;
    this.photo = undefined;
    this.side = 'page';
    this.#held = 'empty';
    this.#at('empty');
  }

  /** Points the camera at the desktop's screen, else at the other page of the customer. */
  async scan(): Promise<void> {
    this.#scans += 1;
    const own = this.#scans;
    this.side = 'settings';
    const svg = this.#app.stage.frames.map(codeOn).find((found) => found !== undefined);
    const photo = svg && (await photograph(svg));
    if (own !== this.#scans) return;
    this.photo = photo;
    if (photo === undefined) {
      this.#fail('There is no QR code on the screen. Buy an eSIM first.');
      return;
    }
    this.#at('scanning');
    const [code] = await Promise.all([decode(photo), wait(LOOK_MS)]);
    if (own === this.#scans) await this.#found(code);
  }

  /** The customer followed the one-tap link on the phone. */
  follow(href: string): void {
    if (this.#app.settings.view === 'desktop') this.#app.set({ view: 'both' });
    this.#scans += 1;
    this.side = 'settings';
    this.photo = undefined;
    void this.#found(codeInLink(href));
  }

  async #found(code: string | undefined): Promise<void> {
    const own = this.#scans;
    const orders = await sandbox.orders();
    if (own !== this.#scans) return;
    const order = orders.find(
      ({ activationCode }) => code !== undefined && activationCode === code,
    );
    if (order === undefined) this.#fail('The phone read no code that the operator knows.');
    else if (order.isInstalled || order.device.installedAt !== undefined)
      this.#fail('This code was used already. A code installs once.');
    else {
      this.order = order;
      this.#at('found');
    }
  }

  /** Downloads the profile; the operator burns the code. */
  async install(): Promise<void> {
    const { order } = this;
    if (order === undefined) return;
    const own = this.#scans;
    this.#at('downloading');
    await wait(DOWNLOAD_MS);
    if (own !== this.#scans) return;
    this.order = await sandbox.install(order.id, { activatedAt: null });
    this.#held = 'installed';
    this.#at('installed');
    this.#app.say(
      'Installed on the phone. The page asks the API every 30 seconds and will notice by itself.',
      {
        label: 'Ask now',
        run: () => this.askNow(),
      },
    );
  }

  async activate(): Promise<void> {
    if (this.order === undefined) return;
    this.order = await sandbox.activate(this.order.id);
    this.#held = 'active';
    this.#at('active');
    this.askNow();
    this.#app.say('The phone uses data: the plan’s days are counted from now on.');
  }

  async expire(): Promise<void> {
    if (this.order === undefined) return;
    this.order = await sandbox.expire(this.order.id);
    this.#held = 'expired';
    this.#at('expired');
    this.askNow();
    this.#app.say(
      'The plan has expired. When the customer comes back, the page says so and offers a new one.',
    );
  }

  /** Whether there is an eSIM on it to go back to. */
  get holdsPlan(): boolean {
    return this.#held !== 'empty';
  }

  back(): void {
    this.#at(this.#held);
  }

  /** Whether the partner's page knows that the eSIM is installed. */
  get isNoticed(): boolean {
    return this.#app.stage.main.phase === 'installed';
  }

  /** The partner's page has come to a phase. */
  noticed(phase: unknown): void {
    if (phase === 'installed' && this.step === 'installed')
      this.#app.say('The page has noticed: the eSIM is installed. It shows what to do on arrival.');
  }

  /** What a partner's page may do when its customer comes back to it. */
  askNow(): void {
    for (const { checkout } of this.#app.stage.frames) void checkout?.refresh();
  }

  #fail(problem: string): void {
    this.problem = problem;
    this.#at('problem');
  }

  #at(step: PhoneStep): void {
    this.step = step;
    this.#app.update();
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
