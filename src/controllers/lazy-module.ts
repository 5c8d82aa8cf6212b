import type { ReactiveControllerHost } from 'lit';

/** A module that is fetched when it is first asked for; the host is redrawn when it is there. */
export class LazyModule<T> {
  value: T | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<T>;
  readonly #onFail: () => void;
  #loading: Promise<void> | undefined;

  constructor(host: ReactiveControllerHost, load: () => Promise<T>, onFail: () => void) {
    this.#host = host;
    this.#load = load;
    this.#onFail = onFail;
  }

  /** The module, or `undefined` while it is on its way. A fetch that failed is tried again at the next call. */
  get(): T | undefined {
    void this.fetch();
    return this.value;
  }

  /** Never rejects. */
  fetch(): Promise<void> {
    this.#loading ??= this.#load().then(
      (module) => {
        this.value = module;
        this.#host.requestUpdate();
      },
      () => {
        this.#loading = undefined;
        this.#onFail();
      },
    );
    return this.#loading;
  }
}
