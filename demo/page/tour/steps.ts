import type { App } from '../app.js';
import { buyOn } from '../customer.js';
import { orderIsPlaced } from '../director.js';
import { codeOn } from '../phone/scan.js';
import { until } from '../until.js';

export interface TourStep {
  caption: string;
  /** What is pointed at: a name that the stylesheet knows. */
  spot: 'page' | 'ledger' | 'phone';
  /** Resolves when there is something to see. */
  run(app: App, signal: AbortSignal): Promise<void>;
}

const LONG = 30_000;

const reaches = (app: App, phase: string, signal: AbortSignal) =>
  until(() => app.stage.main.phase === phase, signal, LONG);

/** "Watch a purchase survive a crash." */
export const STEPS: readonly TourStep[] = [
  {
    caption:
      'An airline’s customer looks at a booking. The eSIM shop on the page is one HTML element.',
    spot: 'page',
    async run(app, signal) {
      app.director.stop();
      app.phone.empty();
      app.set({
        site: 'airline',
        view: 'desktop',
        country: '',
        scenario: 'slow',
        pay: '',
        speed: '1',
      });
      await app.stage.restart();
      await reaches(app, 'choosing-plan', signal);
    },
  },
  {
    caption:
      'The customer picks a plan and presses Buy. The order is written down on the device, then sent. The wallet is debited.',
    spot: 'page',
    async run(app, signal) {
      app.set({ tab: 'activity' });
      await buyOn(app.stage.main, signal);
      await orderIsPlaced(signal, LONG);
    },
  },
  {
    caption: 'Now the page crashes. The answer is lost, and nothing of the page runs on.',
    spot: 'page',
    async run(app) {
      app.stage.crash();
    },
  },
  {
    caption:
      'The customer opens the page again. It finds the order by its reference; it does not buy a second time.',
    spot: 'page',
    async run(app, signal) {
      app.stage.reopen();
      await reaches(app, 'delivered', signal);
    },
  },
  {
    caption: 'One purchase, one debit: the ledger of the wallet shows it.',
    spot: 'ledger',
    async run(app) {
      app.sheetOpen = true;
      app.set({ tab: 'activity' });
    },
  },
  {
    caption:
      'The phone scans the code that is on the screen. That is the whole purchase. Now try it yourself.',
    spot: 'phone',
    async run(app, signal) {
      app.sheetOpen = false;
      app.set({ view: 'both' });
      await until(() => app.stage.frames.some((frame) => codeOn(frame)), signal, LONG);
      await app.phone.scan();
      signal.throwIfAborted();
      await app.phone.install();
    },
  },
];
