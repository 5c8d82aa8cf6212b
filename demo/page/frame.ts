import type { EsimCheckout, Phase } from '../../src/index.js';
import type { SiteMessage } from './messages.js';
import { type SiteView, siteQuery } from './site/view.js';

export type DeviceName = 'desktop' | 'phone';

const EVENTS = [
  'esim-plan-select',
  'esim-before-order',
  'esim-order-placed',
  'esim-order-pending',
  'esim-delivered',
  'esim-order-failed',
  'esim-installed',
  'esim-expired',
  'esim-install-start',
  'esim-error',
  'esim-state-change',
] as const;

export interface EsimEvent {
  type: string;
  detail: Record<string, unknown>;
}

export interface FrameOwner {
  heard(frame: Frame, event: EsimEvent): void;
  /** The customer followed an install link on this page. */
  followed(frame: Frame, href: string): void;
}

/** How long a page takes to draw a new screen. */
const SETTLES_MS = 1500;
const INSTALL_LINK = /^(https:\/\/esimsetup\.|apple-system-settings:)/;

/** One partner's page in a frame of the stage. It can be opened, killed and opened again. */
export class Frame {
  readonly device: DeviceName;
  readonly #place: HTMLElement;
  readonly #owner: FrameOwner;
  #iframe: HTMLIFrameElement | undefined;
  #isReady: () => void = () => {};
  #ready: Promise<void>;
  /** It was killed in the middle of its work, and not opened since. */
  hasCrashed = false;

  constructor(device: DeviceName, place: HTMLElement, owner: FrameOwner) {
    this.device = device;
    this.#place = place;
    this.#owner = owner;
    this.#ready = this.#awaitReady();
  }

  get isOpen(): boolean {
    return this.#iframe !== undefined;
  }

  get window(): Window | null {
    return this.#iframe?.contentWindow ?? null;
  }

  get page(): Document | null | undefined {
    return this.#iframe?.contentDocument;
  }

  /** The element, once its page is there. */
  get checkout(): EsimCheckout | undefined {
    const found = this.page?.getElementById('checkout') as EsimCheckout | null | undefined;
    return found?.state === undefined ? undefined : found;
  }

  get phase(): Phase | undefined {
    return this.checkout?.state.phase;
  }

  /** Resolves when the page listens. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  open(view: SiteView): void {
    if (this.#iframe !== undefined) return;
    const iframe = document.createElement('iframe');
    iframe.title = this.device === 'phone' ? 'Partner’s page on a phone' : 'Partner’s page';
    iframe.src = `./site.html?${siteQuery(view)}`;
    this.#iframe = iframe;
    this.hasCrashed = false;
    this.#place.append(iframe);
  }

  /** Ends the page as a crash does: nothing in it runs on. */
  crash(): void {
    const { isOpen } = this;
    this.close();
    this.hasCrashed = isOpen;
  }

  close(): void {
    this.#iframe?.remove();
    this.#iframe = undefined;
    this.hasCrashed = false;
    this.#ready = this.#awaitReady();
  }

  #awaitReady(): Promise<void> {
    return new Promise((resolve) => {
      this.#isReady = resolve;
    });
  }

  post(message: SiteMessage): void {
    this.window?.postMessage(message, location.origin);
  }

  /** Brings the element to the top of its page. */
  showShop(): void {
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    const { window: view } = this;
    const shop = view?.document.getElementById('esim');
    if (!view || !shop) return;
    // Not scrollIntoView(): that scrolls the stage as well.
    const scroll = (): void => {
      const top = shop.getBoundingClientRect().top + view.scrollY - 12;
      view.scrollTo({ top, behavior });
    };
    // A page that is still short cannot scroll so far: it does once the element has drawn its screen.
    const growth = new ResizeObserver(scroll);
    growth.observe(shop);
    setTimeout(() => growth.disconnect(), SETTLES_MS);
  }

  /** The page has said that it listens. */
  attach(): void {
    const { page } = this;
    if (!page) return;
    for (const type of EVENTS) {
      page.addEventListener(type, (event) => {
        const { detail } = event as Event & { detail?: EsimEvent['detail'] };
        this.#owner.heard(this, { type, detail: detail ?? {} });
      });
    }
    page.addEventListener('click', (event) => {
      const href = event
        .composedPath()
        .map(hrefOf)
        .find((each) => INSTALL_LINK.test(each));
      if (href === undefined) return;
      // The drawn phone follows it: the real device stays as it is.
      event.preventDefault();
      this.#owner.followed(this, href);
    });
    this.#isReady();
  }
}

const hrefOf = (target: EventTarget): string =>
  'href' in target && typeof target.href === 'string' ? target.href : '';
