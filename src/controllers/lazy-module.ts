import type { ReactiveControllerHost } from 'lit';

/** A module that is fetched when it is first asked for; the host is redrawn when it is there. */
export class LazyModule<T> {
  value: T | undefined;
  /** The last fetch did not succeed: `fetch()` tries again. */
  failed = false;
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<T>;
  readonly #onFail: () => void;
  #loading: Promise<void> | undefined;

  constructor(host: ReactiveControllerHost, load: () => Promise<T>, onFail: () => void) {
    this.#host = host;
    this.#load = load;
    this.#onFail = onFail;
  }

  /** The module, or `undefined` while it is on its way or when it could not be fetched. */
  get(): T | undefined {
    if (!this.failed) void this.fetch();
    return this.value;
  }

  /** Never rejects. */
  fetch(): Promise<void> {
    this.#loading ??= this.#load().then(
      (module) => {
        this.value = module;
        this.failed = false;
        this.#host.requestUpdate();
      },
      () => {
        this.#loading = undefined;
        this.failed = true;
        this.#host.requestUpdate();
        this.#onFail();
      },
    );
    return this.#loading;
  }
}
