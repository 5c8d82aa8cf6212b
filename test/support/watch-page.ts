/** The page's resources that are in use. A removed element must release them. */
export interface PageWatch {
  /** The names of everything in use now; empty if everything was released. */
  inUse(): string[];
  restore(): void;
}

type Listener = EventListenerOrEventListenerObject | null;

/** From now on records timers, listeners on the page itself, requests, channels and observers. */
export function watchPage(): PageWatch {
  const uses = new Map<unknown, string>();
  const undo: (() => void)[] = [];
  const { setTimeout, clearTimeout, setInterval, clearInterval, fetch } = globalThis;

  function replace<T extends object, K extends keyof T>(target: T, name: K, value: T[K]): void {
    const own = Object.getOwnPropertyDescriptor(target, name);
    target[name] = value;
    undo.push(() => {
      if (own) Object.defineProperty(target, name, own);
      else delete target[name];
    });
  }

  const timer = (run: TimerHandler, ms?: number, ...rest: unknown[]): number => {
    const handle: number = setTimeout(() => {
      uses.delete(`timer ${handle}`);
      if (typeof run === 'function') run(...rest);
    }, ms) as unknown as number;
    uses.set(`timer ${handle}`, `timer of ${ms} ms`);
    return handle;
  };
  const clear = (handle?: unknown): void => {
    uses.delete(`timer ${handle}`);
    clearTimeout(handle as number);
  };
  replace(globalThis, 'setTimeout', timer as unknown as typeof setTimeout);
  replace(globalThis, 'clearTimeout', clear as typeof clearTimeout);
  replace(globalThis, 'setInterval', ((run: TimerHandler, ms?: number) => {
    const handle = setInterval(run as () => void, ms);
    uses.set(`interval ${handle}`, `interval of ${ms} ms`);
    return handle;
  }) as unknown as typeof setInterval);
  replace(globalThis, 'clearInterval', ((handle?: unknown) => {
    uses.delete(`interval ${handle}`);
    clearInterval(handle as number);
  }) as typeof clearInterval);

  replace(globalThis, 'fetch', async (input, init) => {
    const key = {};
    uses.set(key, `request ${String(input instanceof Request ? input.url : input)}`);
    return fetch(input, init).finally(() => uses.delete(key));
  });

  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const ids = new WeakMap<object, number>();
  let last = 0;
  const id = (object: object): number => {
    const known = ids.get(object) ?? ++last;
    ids.set(object, known);
    return known;
  };
  /** A listener on an element is collected with the element. */
  const lasting = new Set<EventTarget | null>([window, document, visualViewport]);
  const shared = (target: EventTarget): boolean =>
    lasting.has(target) || target instanceof MediaQueryList;
  const keyOf = (target: EventTarget, type: string, listener: object, options: unknown): string =>
    `${id(target)} ${type} ${id(listener)} ${isCapture(options)}`;
  replace(
    EventTarget.prototype,
    'addEventListener',
    function (this: EventTarget, type: string, listener: Listener, options) {
      const target = this ?? globalThis;
      addEventListener.call(target, type, listener, options);
      if (!listener || !shared(target)) return;
      const key = keyOf(target, type, listener, options);
      uses.set(key, `listener for ${type}`);
      if (typeof options !== 'object') return;
      const forget = (): unknown => uses.delete(key);
      if (options.signal) addEventListener.call(options.signal, 'abort', forget, { once: true });
      if (options.once) addEventListener.call(target, type, forget, { once: true });
    },
  );
  replace(
    EventTarget.prototype,
    'removeEventListener',
    function (this: EventTarget, type: string, listener: Listener, options) {
      const target = this ?? globalThis;
      removeEventListener.call(target, type, listener, options);
      if (listener) uses.delete(keyOf(target, type, listener, options));
    },
  );

  const Channel = globalThis.BroadcastChannel;
  replace(
    globalThis,
    'BroadcastChannel',
    class extends Channel {
      constructor(name: string) {
        super(name);
        uses.set(this, `channel ${name}`);
      }
      override close(): void {
        uses.delete(this);
        super.close();
      }
    },
  );
  for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver'] as const) {
    const { prototype } = globalThis[name];
    const { observe, disconnect } = prototype as MutationObserver;
    replace(prototype as MutationObserver, 'observe', function (this: MutationObserver, ...args) {
      uses.set(this, name);
      observe.apply(this, args);
    });
    replace(prototype as MutationObserver, 'disconnect', function (this: MutationObserver) {
      uses.delete(this);
      disconnect.call(this);
    });
  }

  return {
    inUse: () => [...uses.values()].sort(),
    restore() {
      for (const each of undo.reverse()) each();
    },
  };
}

const isCapture = (options: unknown): boolean =>
  typeof options === 'object'
    ? Boolean((options as EventListenerOptions | null)?.capture)
    : Boolean(options);
