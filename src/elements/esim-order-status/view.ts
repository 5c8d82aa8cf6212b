import { html, nothing, type TemplateResult } from 'lit';
import { shownPrice } from '../../controllers/host-options.js';
import type { LateView } from '../../controllers/lazy-view.js';
import { safeLink } from '../../core/links.js';
import { readMoney } from '../../core/money.js';
import { boughtPlan } from '../../core/purchase/purchase.js';
import { formatElapsed } from '../../core/times.js';
import type { Phase, Purchase } from '../../core/types.js';
import {
  EsimBuyAgainRequestEvent,
  EsimChooseAnotherRequestEvent,
  EsimRefreshRequestEvent,
  EsimRetryRequestEvent,
} from '../../events/order-events.js';
import { englishOrder } from '../../i18n/en-order.js';
import type { OrderStrings } from '../../i18n/strings.js';
import { busyWhile } from '../shared/busy.js';
import { copyText } from '../shared/copy.js';
import { icon } from '../shared/icons.js';
import { placeOf, sizeOf, validityOf } from '../shared/plan-words.js';
import { Announcer } from './announcer.js';
import { type Action, isLate, type Screen, screenOf } from './screens.js';
import type { StatusHost } from './status-host.js';
import { Ticker } from './ticker.js';
import { styles } from './view.styles.js';

/**
 * The API may take this long to answer an order, in seconds. The progress bar moves in steps, so that screen readers
 * are not flooded.
 */
const INLINE_SECONDS = 60;
const STEP_SECONDS = 5;

const TICKING: readonly Phase[] = ['ordering', 'pending', 'overdue', 'processing'];

/** The event and the text of each button. */
const ASKS = {
  refresh: [EsimRefreshRequestEvent, 'checkAgain'],
  retry: [EsimRetryRequestEvent, 'retry'],
  choose: [EsimChooseAnotherRequestEvent, 'choosePlans'],
  cancel: [EsimChooseAnotherRequestEvent, 'cancel'],
  again: [EsimBuyAgainRequestEvent, 'buyAgain'],
} as const satisfies Record<Action, unknown>;

function summary(host: StatusHost, order: Purchase): TemplateResult {
  const { language, destination } = host;
  const { format } = language;
  const plan = boughtPlan(order);
  const price = readMoney(order.paid) ?? shownPrice(host.priceOf, order.plan, language.mistakes);
  const parts = [
    destination || placeOf(plan.countryCode, language),
    sizeOf(plan, language),
    validityOf(plan, language),
  ];
  return html`<p class="summary">
    <span>${parts.filter(Boolean).map((part, index) => html`<span .textContent=${index ? ' · ' : ''}></span><bdi .textContent=${part}></bdi>`)}</span>
    ${price ? html`<span class="price"><bdi translate="no" .textContent=${format.money(price)}></bdi></span>` : nothing}
  </p>`;
}

/** Seconds since the order was placed. */
function elapsed({ order, now }: StatusHost): number {
  const since = Date.parse(order?.orderedAt ?? order?.createdAt ?? '');
  return Number.isNaN(since) ? 0 : Math.max(0, (now() - since) / 1000);
}

function progress(host: StatusHost, title: string, text: OrderStrings): TemplateResult {
  const seconds = elapsed(host);
  const value = Math.floor(seconds / STEP_SECONDS) * STEP_SECONDS;
  const counted = host.current === 'ordering' && seconds < INLINE_SECONDS;
  return html`<div class="progress">
    ${
      counted
        ? html`<progress part="progress" aria-label=${title} max=${INLINE_SECONDS} .value=${Math.max(value, 2)}></progress>`
        : html`<progress part="progress" class="endless" aria-label=${title}></progress>`
    }
    ${spent(host, text)}
  </div>`;
}

function spent(host: StatusHost, text: OrderStrings): TemplateResult {
  const time = formatElapsed(elapsed(host), host.language.locale);
  return html`<p class="muted elapsed"><bdi .textContent=${text.elapsed(time)}></bdi></p>`;
}

/** The numbers that support asks for, with copy buttons. */
class Details {
  readonly #changed: () => void;
  /** The last value to copy, and whether the clipboard accepted it. */
  #copied: { value: string; done: boolean } | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async #copy(value: string, button: Node): Promise<void> {
    this.#copied = { value, done: await copyText(value, button) };
    this.#changed();
  }

  render(rows: [string, string | undefined][], text: OrderStrings): unknown {
    const given = rows.filter((row): row is [string, string] => Boolean(row[1]));
    if (given.length === 0) return nothing;
    const copied = this.#copied;
    const said = copied && (copied.done ? text.copied : text.copyFailed);
    return html`<dl class="details">
        ${given.map(
          ([name, value], index) => html`<div>
            <dt id="name-${index}" class="muted" .textContent=${name}></dt>
            <dd><bdi class="code" translate="no" .textContent=${value}></bdi>
              <button id="copy-${index}" class="link" aria-labelledby="copy-${index} name-${index}"
                @click=${({ currentTarget }: Event) => void this.#copy(value, currentTarget as Node)} .textContent=${copied?.value === value ? said : text.copy}></button></dd>
          </div>`,
        )}
      </dl>
      <p class="hidden" role="status" .textContent=${said ?? nothing}></p>`;
  }
}

function support(host: StatusHost, text: OrderStrings): unknown {
  const href = safeLink(host.supportUrl);
  return href
    ? html`<a class="link support" part="support" href=${href} target=${href.startsWith('https:') ? '_blank' : nothing}
        rel="noopener noreferrer" .textContent=${text.support}></a>`
    : nothing;
}

/** Sends the event of a button. If the phase does not change, it is announced again. */
async function press(
  host: StatusHost,
  announcer: Announcer,
  action: Action,
  button: EventTarget | null,
): Promise<void> {
  const { current } = host;
  const event = new ASKS[action][0]();
  host.dispatchEvent(event);
  if (!event.work) return;
  await busyWhile(button, event.work);
  if (action === 'refresh' && host.current === current) announcer.repeat();
}

function actions(
  host: StatusHost,
  announcer: Announcer,
  screen: Screen,
  text: OrderStrings,
): unknown {
  const link = support(host, text);
  if (screen.actions.length === 0 && link === nothing) return nothing;
  return html`<div class="actions">
    ${screen.actions.map(
      (action, index) => html`<button class="button ${index === 0 && screen.main ? 'primary' : ''}"
        @click=${({ currentTarget }: Event) => void press(host, announcer, action, currentTarget)} .textContent=${{ ...text, retry: host.language.choosing.retry }[ASKS[action][1]]}></button>`,
    )}
    ${link}
  </div>`;
}

/** Phases in which the API may have given a reason. */
const HAS_REASON: readonly Phase[] = ['processing', 'failed', 'cancelled'];

/** The note of a phase. Only an order that is sent and saved gets the note that the page may be closed. */
function noteOf(
  { current, sent }: StatusHost,
  { note }: Screen,
  unsafe: boolean,
  text: OrderStrings,
): unknown {
  if (unsafe) return text.unsaved;
  return current === 'ordering' && !sent ? text.orderingUnsentNote : text[note];
}

function render(host: StatusHost, details: Details, announcer: Announcer): unknown {
  const { order, error, current, language } = host;
  const screen = current && screenOf(current, order, error);
  if (!screen || !current) return nothing;
  const text = language.with(englishOrder);
  const title = text[screen.title] as string;
  const waiting = screen.tone === 'busy' || screen.tone === 'warn';
  // The notes of these phases say that the order is saved and that the page may be closed. That is not true here.
  const unsafe = host.unsaved && ['ordering', 'pending', 'overdue'].includes(current);
  const settled = current === 'delivered' || current === 'installed';
  const late = current === 'delivered' && order !== undefined && isLate(order, host.now());
  const numbers: [string, string | undefined][] = [
    // The API's answer has the order number. Until then the reference identifies the order.
    order?.orderId === undefined
      ? [text.reference, order?.reference]
      : [text.orderNumber, String(order.orderId)],
    [text.iccid, late ? order.iccid : undefined],
    [text.requestId, current === 'unavailable' ? error?.requestId : undefined],
  ];
  const bad = screen.tone === 'bad' || current === 'unavailable' || current === 'unconfirmed';
  const reason = HAS_REASON.includes(current) ? order?.failure?.reason : undefined;

  return html`<section class="status ${screen.tone}" part="status ${bad ? 'error' : ''}" aria-labelledby="title">
    ${icon(screen.icon)}
    <div class="body">
      <h2 id="title" tabindex="-1" aria-describedby="note" .textContent=${title}></h2>
      <p id="note" .textContent=${noteOf(host, screen, unsafe, text)}></p>
      ${reason ? html`<p class="muted"><span .textContent=${`${text.reason}: `}></span><bdi .textContent=${reason}></bdi></p>` : nothing}
      ${order && screen.progress ? progress(host, title, text) : nothing}
      ${order && !screen.progress && waiting && order.orderId !== undefined ? spent(host, text) : nothing}
      <div role="status" class=${host.unreachable && order ? nothing : 'hidden'}>
        ${host.unreachable && order ? html`<p class="warning" part="error" .textContent=${text.unreachable}></p>` : nothing}
      </div>
      ${host.unsaved && !unsafe && order && waiting ? html`<p class="warning" part="error" .textContent=${text.unsaved}></p>` : nothing}
      ${late ? html`<h3 .textContent=${text.late}></h3><p .textContent=${text.lateNote}></p>` : nothing}
      ${order?.plan && !settled && current !== 'unavailable' ? summary(host, order) : nothing}
      ${screen.support || late ? details.render(numbers, text) : nothing}
      ${actions(host, announcer, late ? { ...screen, actions: ['refresh'], support: true } : screen, text)}
    </div>
  </section>`;
}

/** The element's markup and timer. They are loaded when the element first connects. */
export class View implements LateView<StatusHost> {
  readonly styles = [styles];
  readonly #details: Details;
  readonly #announcer: Announcer;

  constructor(host: StatusHost) {
    this.#details = new Details(() => host.requestUpdate());
    this.#announcer = new Announcer(host);
    new Ticker(host, () => {
      const { order, current } = host;
      if (!order || !current || !TICKING.includes(current)) return undefined;
      return elapsed(host) < 600 ? 1000 : 30_000;
    });
  }

  render(host: StatusHost): unknown {
    return render(host, this.#details, this.#announcer);
  }
}
