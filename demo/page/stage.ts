import { emptyDevice } from './device-storage.js';
import { type DeviceName, type EsimEvent, Frame } from './frame.js';
import { toStageMessage } from './messages.js';
import { sandbox } from './sandbox-client.js';
import { scenarioOf, USUAL } from './scenarios.js';
import { type Settings, siteViewOf } from './settings.js';
import type { PageRequest } from './site/network.js';

export interface LoggedEvent extends EsimEvent {
  device: DeviceName;
  at: number;
}

export interface StageListener {
  event(event: LoggedEvent, frame: Frame): void;
  request(request: PageRequest & { device: string }): void;
  followed(href: string): void;
  /** A frame was opened, killed, or changed its phase. */
  changed(): void;
}

/** Events after which the other page shows the order as well, as a second tab of the customer would. */
const SHARED = ['esim-order-placed', 'esim-order-pending', 'esim-delivered', 'esim-order-failed'];
const LATER = ['esim-installed', 'esim-expired'];

/** The partner's page on two devices of one customer, and the world behind it. */
export class Stage {
  readonly desktop: Frame;
  readonly phone: Frame;
  readonly #listener: StageListener;
  #settings: Settings;
  #isEmptying = false;
  #restarts: Promise<unknown> = Promise.resolve();

  constructor(
    settings: Settings,
    places: Record<DeviceName, HTMLElement>,
    listener: StageListener,
  ) {
    this.#settings = settings;
    this.#listener = listener;
    const owner = {
      heard: (frame: Frame, event: EsimEvent) => this.#heard(frame, event),
      followed: (_: Frame, href: string) => listener.followed(href),
    };
    this.desktop = new Frame('desktop', places.desktop, owner);
    this.phone = new Frame('phone', places.phone, owner);
    addEventListener('message', (event) => {
      const frame = this.frames.find(({ window }) => window !== null && window === event.source);
      const message = frame && toStageMessage(event);
      if (message?.type === 'ready') frame?.attach();
      if (message?.type === 'request') {
        listener.request({ ...message.request, device: message.device });
      }
    });
  }

  get frames(): readonly Frame[] {
    return [this.desktop, this.phone];
  }

  /** The page that a scenario plays on. */
  get main(): Frame {
    return this.#settings.view === 'phone' ? this.phone : this.desktop;
  }

  /** Shows the settings on the pages, without a reload. */
  apply(settings: Settings): void {
    this.#settings = settings;
    this.#openWanted();
    for (const frame of this.frames) {
      if (frame.isOpen) frame.post({ type: 'view', view: this.#viewOf(frame) });
    }
  }

  /** Opens the pages that the view shows, and closes the others. */
  #openWanted(): void {
    // A page that were open now would keep the database that is being deleted.
    if (this.#isEmptying) return;
    const { view } = this.#settings;
    for (const frame of this.frames) {
      if (view === 'both' || view === frame.device) frame.open(this.#viewOf(frame));
      else frame.close();
    }
    this.#listener.changed();
  }

  /** All pages of the customer end in mid-work, as when their browser crashes. */
  crash(): void {
    for (const frame of this.frames) frame.crash();
    this.#listener.changed();
  }

  /** The customer opens the crashed pages again. */
  reopen(): void {
    for (const frame of this.frames) {
      if (frame.hasCrashed) frame.open(this.#viewOf(frame));
    }
    this.#listener.changed();
  }

  /** Lets the world behave as the chosen scenario says. What was bought stays. */
  async arm(): Promise<void> {
    const { change, faults } = scenarioOf(this.#settings.scenario);
    await sandbox.clearFaults();
    await sandbox.setScenario({ ...USUAL, ...change });
    if (faults !== undefined) await sandbox.fault(...faults);
    await sandbox.setSpeed(Number(this.#settings.speed));
  }

  /** Starts over: nothing bought, nothing cached, the scenario armed, the pages opened anew. */
  restart(): Promise<void> {
    // One after the other: a page that is open keeps the database.
    const own = this.#restarts.then(() => this.#restart());
    this.#restarts = own.catch(() => undefined);
    return own;
  }

  async #restart(): Promise<void> {
    for (const frame of this.frames) frame.close();
    this.#listener.changed();
    this.#isEmptying = true;
    try {
      await sandbox.reset();
      await this.arm();
      await emptyDevice();
    } finally {
      this.#isEmptying = false;
      this.#openWanted();
    }
    await this.main.ready;
  }

  #viewOf({ device }: Frame) {
    const declines = scenarioOf(this.#settings.scenario).act === 'decline';
    return siteViewOf(this.#settings, device, declines);
  }

  #heard(frame: Frame, event: EsimEvent): void {
    this.#listener.event({ ...event, device: frame.device, at: Date.now() }, frame);
    if (event.type === 'esim-state-change') this.#listener.changed();
    const { reference } = event.detail;
    const other = frame === this.desktop ? this.phone : this.desktop;
    const shown = other.checkout?.state.purchase?.reference;
    if (typeof reference !== 'string') return;
    if (SHARED.includes(event.type)) {
      if (shown !== reference) void other.checkout?.open(reference);
      for (const each of this.frames) each.showShop();
    }
    if (LATER.includes(event.type) && shown === reference) void other.checkout?.refresh();
  }
}
