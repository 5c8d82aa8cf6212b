import type { LedgerEntry, SeenRequest } from '../../src/sandbox/index.js';
import type { Backend } from '../backend/connect.js';
import { Director } from './director.js';
import { PhoneSystem } from './phone/phone-system.js';
import { sandbox } from './sandbox-client.js';
import { scenarioOf } from './scenarios.js';
import { addressOf, DEFAULTS, type Settings } from './settings.js';
import type { PageRequest } from './site/network.js';
import { type LoggedEvent, Stage } from './stage.js';
import { Tour } from './tour/tour.js';

type LoggedRequest = PageRequest & { device: string };

const LIMIT = 60;
const DAY_MS = 86_400_000;
/** Below this width the stage shows one page, and the controls are a sheet. */
const NARROW = matchMedia('(max-width: 759px)');
/** Below this width the stage has no room for both devices. */
const MEDIUM = matchMedia('(max-width: 899px)');
const PRINT = matchMedia('print');
/** While the page is in one of these phases, the ledger may change without an event. */
const UNDER_WAY: readonly unknown[] = ['ordering', 'pending', 'overdue', 'processing'];

/** A page without a device around it, one device, or both. */
function roomNow(): 'page' | 'device' | 'both' {
  if (NARROW.matches) return 'page';
  return MEDIUM.matches ? 'device' : 'both';
}

/** What the demo is set to and what has happened in it. The parts of the shell draw it. */
export class App {
  settings: Settings;
  readonly stage: Stage;
  readonly director: Director;
  readonly phone: PhoneSystem;
  readonly tour: Tour;
  events: LoggedEvent[] = [];
  requests: LoggedRequest[] = [];
  upstream: SeenRequest[] = [];
  ledger: LedgerEntry[] = [];
  /** The API's time at the last look, and when that was. */
  #clock = { api: Date.now(), own: Date.now() };
  /** What the window has room for. */
  room = roomNow();
  sheetOpen = false;
  line: { text: string; offer?: { label: string; run: () => void } } = { text: '' };
  /** Who answers the pages' requests. */
  readonly backend: Backend['kind'];
  /** Whether the demo needs no network from now on. */
  worksOffline = false;
  readonly #draw: (app: App) => void;
  readonly #announce: (text: string) => void;
  #isDue = false;
  #looks = 0;

  constructor(
    settings: Settings,
    places: { desktop: HTMLElement; phone: HTMLElement; announcer: HTMLElement },
    { kind, offlineReady }: Backend,
    draw: (app: App) => void,
  ) {
    this.settings = settings;
    this.backend = kind;
    void offlineReady.then((isReady) => {
      this.worksOffline = isReady;
      this.update();
    });
    this.#draw = draw;
    this.#announce = (text) => {
      places.announcer.textContent = text;
    };
    this.stage = new Stage(this.effective, places, {
      event: (event, frame) => {
        this.events = [event, ...this.events].slice(0, LIMIT);
        if (event.type === 'esim-state-change') {
          this.director.reached(event.detail.phase as never, frame);
          if (frame === this.stage.main) this.phone.noticed(event.detail.phase);
        }
        void this.look();
      },
      request: (request) => this.#note(request),
      followed: (href) => this.phone.follow(href),
      changed: () => this.update(),
    });
    this.director = new Director(this.stage, {
      say: (text, offer) => {
        this.say(text, offer);
        void this.look();
      },
      travel: (country) => this.set({ country }),
    });
    this.phone = new PhoneSystem(this);
    this.tour = new Tour(this);
    for (const query of [NARROW, MEDIUM]) {
      query.addEventListener('change', () => {
        // Paper is narrow too, but no page may close for it.
        if (PRINT.matches) return;
        this.room = roomNow();
        this.stage.apply(this.effective);
      });
    }
  }

  /** The settings as far as the window has room for them. */
  get effective(): Settings {
    const { view } = this.settings;
    const isPhone = this.room === 'page' || (this.room === 'device' && view === 'both');
    return { ...this.settings, view: isPhone ? 'phone' : view };
  }

  /** What the API's clock says, in ms since the epoch. */
  get apiTime(): number {
    const { api, own } = this.#clock;
    return api + (Date.now() - own) * Number(this.settings.speed);
  }

  /** Opens the pages as the address says. What was bought before is still there. */
  async start(): Promise<void> {
    await this.stage.arm();
    this.stage.apply(this.effective);
    await this.look();
    const { id, label } = scenarioOf(this.settings.scenario);
    this.say(
      id === DEFAULTS.scenario
        ? 'The eSIM shop on this page is one HTML element. Choose a scenario and watch it, or buy by hand.'
        : `“${label}” is set. ${this.settings.buy === 'hand' ? 'Pick a plan and press Buy.' : 'Choose it to see it play, or buy by hand.'}`,
    );
    void this.#attempt(() => this.director.join(this.effective));
    // The clock of the panel goes on.
    setInterval(() => {
      const { phase, hasCrashed } = this.stage.main;
      if (hasCrashed || UNDER_WAY.includes(phase)) this.look().catch(() => this.update());
      else this.update();
    }, 1000);
  }

  set(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
    history.replaceState(null, '', addressOf(this.settings, location.href));
    this.stage.apply(this.effective);
    this.update();
  }

  /** Starts over with the chosen scenario. */
  play(change: Partial<Settings> = {}): Promise<void> {
    this.set(change);
    this.#forget();
    return this.#attempt(async () => {
      await this.director.play(this.effective);
      await this.look();
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.say(`That did not work: ${error instanceof Error ? error.message : error}`);
    }
  }

  setSpeed(speed: string): Promise<void> {
    return this.#attempt(async () => {
      this.set({ speed });
      await sandbox.setSpeed(Number(speed));
      await this.look();
      this.say(
        speed === '1'
          ? 'The API’s clock runs as usual.'
          : `The API’s clock runs ${speed} times as fast.`,
      );
    });
  }

  addDay(): Promise<void> {
    return this.#attempt(async () => {
      await sandbox.advance(DAY_MS);
      await this.look();
      this.say('For the API a day has passed. Its tokens have expired; the gateway renews them.');
    });
  }

  /** Everything as on the first visit. The panel that is open stays open. */
  reset(): Promise<void> {
    return this.#attempt(async () => {
      const { tab } = this.settings;
      this.director.stop();
      this.settings = { ...DEFAULTS, tab };
      this.#forget();
      this.set({});
      await this.stage.restart();
      await this.look();
      this.say('Everything is as on the first visit: nothing bought, nothing changed.');
    });
  }

  say(text: string, offer?: { label: string; run: () => void }): void {
    this.line = offer === undefined ? { text } : { text, offer };
    this.#announce(text);
    this.update();
  }

  /** Reads the ledger and the API's side of the requests. */
  async look(): Promise<void> {
    this.#looks += 1;
    const own = this.#looks;
    const [ledger, upstream, now] = await Promise.all([
      sandbox.ledger(),
      sandbox.requests(),
      sandbox.now(),
    ]);
    // A later look has the newer answer.
    if (own !== this.#looks) return;
    this.ledger = ledger;
    this.upstream = upstream.slice(-LIMIT).reverse();
    this.#clock = { api: now, own: Date.now() };
    this.update();
  }

  /** Draws soon; many changes are one drawing. */
  update(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#draw(this);
    });
  }

  #forget(): void {
    this.events = [];
    this.requests = [];
    this.upstream = [];
    this.ledger = [];
    this.phone.empty();
  }

  #note(request: LoggedRequest): void {
    const same = (one: LoggedRequest): boolean =>
      one.at === request.at && one.path === request.path && one.device === request.device;
    const known = this.requests.findIndex(same);
    if (known >= 0) this.requests = this.requests.with(known, request);
    else this.requests = [request, ...this.requests].slice(0, LIMIT);
    this.update();
  }
}
