import { type CheckoutError, loadError } from '../core/errors.js';

/** Who is redrawn when the module is there or cannot be had, and may report the latter. */
export interface LazyHost {
  requestUpdate(): void;
  report?(error: CheckoutError): void;
}

/** A module that is fetched when it is first asked for. */
export class LazyModule<T> {
  value: T | undefined;
  /** The last fetch did not succeed. */
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

  /** Fetches anew what could not be fetched. */
  retry(): void {
    if (this.failed) void this.fetch();
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
        this.#host.report?.(loadError());
        return undefined;
      },
    );
    return this.#loading;
  }
}
