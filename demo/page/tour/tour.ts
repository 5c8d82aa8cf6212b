import type { App } from '../app.js';
import { STEPS } from './steps.js';

/** How long a caption stands before the tour goes on by itself. */
const DWELL_MS = 7000;

/** A tour in steps: by itself, or by the keyboard. */
export class Tour {
  index = -1;
  isPaused = false;
  /** The step's work is done; what is left is reading. */
  isDone = false;
  readonly #app: App;
  #run = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  get isOn(): boolean {
    return this.index >= 0;
  }

  async start(): Promise<void> {
    this.isPaused = false;
    document.addEventListener('keydown', this.#key);
    await this.#go(0);
  }

  end(): void {
    this.#run.abort();
    clearTimeout(this.#timer);
    document.removeEventListener('keydown', this.#key);
    this.index = -1;
    delete document.documentElement.dataset.spot;
    // The tour may end in the middle of the crash.
    this.#app.stage.reopen();
    this.#app.update();
    // The button can take the focus once it is drawn as enabled.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.tour-opener')?.focus());
  }

  async next(): Promise<void> {
    if (this.index >= STEPS.length - 1) this.end();
    else if (this.isDone) await this.#go(this.index + 1);
  }

  pause(): void {
    this.isPaused = !this.isPaused;
    if (this.isPaused) clearTimeout(this.#timer);
    else if (this.isDone) this.#dwell();
    this.#app.update();
  }

  async #go(index: number): Promise<void> {
    clearTimeout(this.#timer);
    this.#run = new AbortController();
    const { signal } = this.#run;
    const step = STEPS[index];
    if (step === undefined) return;
    this.index = index;
    this.isDone = false;
    document.documentElement.dataset.spot = step.spot;
    this.#app.say(step.caption);
    try {
      await step.run(this.#app, signal);
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    this.isDone = true;
    await this.#app.look();
    if (!this.isPaused) this.#dwell();
  }

  #dwell(): void {
    // The last caption stays until the presenter ends the tour.
    if (this.index < STEPS.length - 1) this.#timer = setTimeout(() => void this.next(), DWELL_MS);
  }

  readonly #key = (event: KeyboardEvent): void => {
    const onButton = event.target instanceof HTMLButtonElement;
    if (event.key === 'Escape') this.end();
    else if (event.key === 'ArrowRight' || (event.key === 'Enter' && !onButton)) void this.next();
    else if (event.key === ' ' && !onButton) this.pause();
    else return;
    event.preventDefault();
  };
}
