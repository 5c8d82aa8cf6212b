import { type CheckoutError, loadError } from '../core/errors.js';

/** The element to redraw when the module has loaded or failed to load. It may report the failure. */
export interface LazyHost {
  requestUpdate(): void;
  report?(error: CheckoutError): void;
}

/** A module that is fetched on first use. */
export class LazyModule<T> {
  value: T | undefined;
  /** Whether the last fetch failed. */
  failed = false;
  readonly #host: LazyHost;
  readonly #load: () => Promise<T>;
  #loading: Promise<T | undefined> | undefined;

  constructor(host: LazyHost, load: () => Promise<T>) {
    this.#host = host;
    this.#load = load;
  }

  /** The module; `undefined` while it is being fetched, or if the fetch failed. */
  get(): T | undefined {
    if (!this.failed) void this.fetch();
    return this.value;
  }

  /** Fetches the module again if the last fetch failed. */
  retry(): void {
    if (this.failed) void this.fetch();
  }

  /** Fetches the module. Never rejects. Resolves to `undefined` if the fetch fails. */
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
