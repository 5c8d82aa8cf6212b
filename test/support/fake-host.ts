import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A host for controllers that is no element. It calls them as Lit does, in the same order. */
export class FakeHost extends EventTarget implements ReactiveControllerHost {
  readonly ownerDocument = document;
  isConnected = false;
  updates = 0;
  /** Called before the controllers, in each update. */
  willUpdate: () => void = () => undefined;
  readonly #controllers: ReactiveController[] = [];
  #pending: Promise<boolean> | undefined;

  /** It has none. */
  hasAttribute(_name: string): boolean {
    return false;
  }

  addController(controller: ReactiveController): void {
    this.#controllers.push(controller);
    if (this.isConnected) controller.hostConnected?.();
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.splice(this.#controllers.indexOf(controller), 1);
  }

  requestUpdate(): void {
    this.#pending ??= Promise.resolve().then(() => {
      this.#pending = undefined;
      this.#update();
      return true;
    });
  }

  get updateComplete(): Promise<boolean> {
    return this.#pending ?? Promise.resolve(true);
  }

  #update(): void {
    this.updates += 1;
    this.willUpdate();
    for (const controller of this.#controllers) controller.hostUpdate?.();
    for (const controller of this.#controllers) controller.hostUpdated?.();
  }

  connect(): void {
    this.isConnected = true;
    for (const controller of this.#controllers) controller.hostConnected?.();
    this.requestUpdate();
  }

  disconnect(): void {
    this.isConnected = false;
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  /** Removes and inserts the host in one step, as `append` does with an element that is in the page already. */
  move(): void {
    this.disconnect();
    this.connect();
  }
}
