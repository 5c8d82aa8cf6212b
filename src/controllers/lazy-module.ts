import type { ReactiveControllerHost } from 'lit';
import { type CheckoutError, loadError } from '../core/errors.js';

export interface LazyHost extends ReactiveControllerHost {
  report(error: CheckoutError): void;
}

/** A module that is fetched when it is first asked for; the host is redrawn when it is there, and reports where it cannot be had. */
export class LazyModule<T> {
  value: T | undefined;
  /** The last fetch did not succeed: `fetch()` tries again. */
  failed = false;
  readonly #host: LazyHost;
  readonly #load: () => Promise<T>;
  #loading: Promise<T | undefined> | undefined;

  constructor(host: LazyHost, load: () => Promise<T>) {
    this.#host = host;
    this.#load = load;
  }

  /** The module, or `undefined` while it is on its way or when it could not be fetched. */
  get(): T | undefined {
    if (!this.failed) void this.fetch();
    return this.value;
  }

  /** Never rejects; resolves to nothing where it cannot be had. */
  fetch(): Promise<T | undefined> {
    this.#loading ??= this.#load().then(
      (module) => {
        this.value = module;
        this.failed = false;
        this.#host.requestUpdate();
        return module;
      },
      () => {
        this.#loading = undefined;
        this.failed = true;
        this.#host.requestUpdate();
        this.#host.report(loadError());
        return undefined;
      },
    );
    return this.#loading;
  }
}
