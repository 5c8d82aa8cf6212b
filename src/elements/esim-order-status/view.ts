import { html, nothing, type TemplateResult } from 'lit';
import type { LateView } from '../../controllers/lazy-view.js';
import { safeLink } from '../../core/links.js';
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
import { placeOf, sizeOf } from '../shared/plan-words.js';
import { Announcer } from './announcer.js';
import type { EsimOrderStatus } from './esim-order-status.js';
import { type Action, isLate, type Screen, screenOf } from './screens.js';
import { Ticker } from './ticker.js';
import { styles } from './view.styles.js';

/** The order call may take this long until the API answers; what is shown of it moves in steps, so as not to chatter. */
const INLINE_SECONDS = 60;
const STEP_SECONDS = 5;

const TICKING: readonly Phase[] = ['ordering', 'pending', 'overdue', 'processing'];

/** What each button sends, and its text. */
const ASKS = {
  refresh: [EsimRefreshRequestEvent, 'checkAgain'],
  retry: [EsimRetryRequestEvent, 'retry'],
  choose: [EsimChooseAnotherRequestEvent, 'choosePlans'],
  cancel: [EsimChooseAnotherRequestEvent, 'cancel'],
  again: [EsimBuyAgainRequestEvent, 'buyAgain'],
} as const satisfies Record<Action, unknown>;

function summary(host: EsimOrderStatus, order: Purchase): TemplateResult {
  const { language, destination } = host;
  const { format } = language;
  const plan = boughtPlan(order);
  const parts = [
    destination || placeOf(plan.countryCode, language),
    sizeOf(plan, format),
    format.days(plan.validityDays),
  ];
  return html`<p class="summary">
    <span>${parts.filter(Boolean).map((part, index) => html`${index ? ' · ' : nothing}<bdi>${part}</bdi>`)}</span>
    <span class="price"><bdi>${format.money(host.priceOf?.(order.plan) ?? order.plan.price)}</bdi></span>
  </p>`;
}

/** Seconds since the order was placed. */
function elapsed({ order, now }: EsimOrderStatus): number {
  const since = Date.parse(order?.orderedAt ?? order?.createdAt ?? '');
  return Number.isNaN(since) ? 0 : Math.max(0, (now() - since) / 1000);
}

function progress(host: EsimOrderStatus, title: string, text: OrderStrings): TemplateResult {
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

function spent(host: EsimOrderStatus, text: OrderStrings): TemplateResult {
  const time = formatElapsed(elapsed(host), host.language.locale);
  return html`<p class="muted elapsed"><bdi>${text.elapsed(time)}</bdi></p>`;
}

/** Numbers that support asks for, ready to copy. */
class Details {
  readonly #changed: () => void;
  /** What was copied last, and whether the clipboard took it. */
  #copied: { value: string; done: boolean } | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async #copy(value: string): Promise<void> {
    this.#copied = { value, done: await copyText(value) };
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
            <dt id="name-${index}" class="muted">${name}</dt>
            <dd><bdi class="code">${value}</bdi>
              <button id="copy-${index}" class="link" aria-labelledby="copy-${index} name-${index}"
                @click=${() => void this.#copy(value)}>${copied?.value === value ? said : text.copy}</button></dd>
          </div>`,
        )}
      </dl>
      <p class="hidden" role="status">${said ?? nothing}</p>`;
  }
}

function support(host: EsimOrderStatus, text: OrderStrings): unknown {
  const href = safeLink(host.supportUrl);
  return href
    ? html`<a class="link support" part="support" href=${href} target=${href.startsWith('https:') ? '_blank' : nothing}
        rel="noopener noreferrer">${text.support}</a>`
    : nothing;
}

/** Sends what was asked for; where it changes nothing, the customer hears so. */
async function press(
  host: EsimOrderStatus,
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
  host: EsimOrderStatus,
  announcer: Announcer,
  screen: Screen,
  text: OrderStrings,
): unknown {
  const link = screen.support ? support(host, text) : nothing;
  if (screen.actions.length === 0 && link === nothing) return nothing;
  return html`<div class="actions">
    ${screen.actions.map(
      (action, index) => html`<button class="button ${index === 0 && screen.main ? 'primary' : ''}"
        @click=${({ currentTarget }: Event) => void press(host, announcer, action, currentTarget)}>${{ ...text, retry: host.language.choosing.retry }[ASKS[action][1]]}</button>`,
    )}
    ${link}
  </div>`;
}

/** Phases in which the API may have said why. */
const HAS_REASON: readonly Phase[] = ['processing', 'failed', 'cancelled'];

/** That the page may be closed is said only of what has been sent and saved. */
function noteOf(
  { current, sent }: EsimOrderStatus,
  { note }: Screen,
  unsafe: boolean,
  text: OrderStrings,
): unknown {
  if (unsafe) return text.unsaved;
  return current === 'ordering' && !sent ? text.orderingUnsentNote : text[note];
}

function render(host: EsimOrderStatus, details: Details, announcer: Announcer): unknown {
  const { order, error, current, language } = host;
  const screen = current && screenOf(current, order, error);
  if (!screen || !current) return nothing;
  const text = language.with(englishOrder);
  const title = text[screen.title] as string;
  const waiting = screen.tone === 'busy' || screen.tone === 'warn';
  // Their texts say that the order is saved and the page may be closed: not so here.
  const unsafe = host.unsaved && ['ordering', 'pending', 'overdue'].includes(current);
  const settled = current === 'delivered' || current === 'installed';
  const late = current === 'delivered' && order !== undefined && isLate(order, host.now());
  const numbers: [string, string | undefined][] = [
    // The API gives the number with its answer; before that, ours is what it can be found by.
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
      <h2 id="title" tabindex="-1" aria-describedby="note">${title}</h2>
      <p id="note">${noteOf(host, screen, unsafe, text)}</p>
      ${reason ? html`<p class="muted">${text.reason}: <bdi>${reason}</bdi></p>` : nothing}
      ${order && screen.progress ? progress(host, title, text) : nothing}
      ${order && !screen.progress && waiting && order.orderId !== undefined ? spent(host, text) : nothing}
      <div role="status" class=${host.unreachable && order ? nothing : 'hidden'}>
        ${host.unreachable && order ? html`<p class="warning" part="error">${text.unreachable}</p>` : nothing}
      </div>
      ${host.unsaved && !unsafe && order && waiting ? html`<p class="warning" part="error">${text.unsaved}</p>` : nothing}
      ${late ? html`<h3>${text.late}</h3><p>${text.lateNote}</p>` : nothing}
      ${order && !settled && current !== 'unavailable' ? summary(host, order) : nothing}
      ${screen.support || late ? details.render(numbers, text) : nothing}
      ${actions(host, announcer, late ? { ...screen, actions: ['refresh'], support: true } : screen, text)}
    </div>
  </section>`;
}

/** The element's markup and its clock, loaded when it first connects. */
export class View implements LateView<EsimOrderStatus> {
  readonly styles = [styles];
  readonly #details: Details;
  readonly #announcer: Announcer;

  constructor(host: EsimOrderStatus) {
    this.#details = new Details(() => host.requestUpdate());
    this.#announcer = new Announcer(host);
    new Ticker(host, () => {
      const { order, current } = host;
      if (!order || !current || !TICKING.includes(current)) return undefined;
      return elapsed(host) < 600 ? 1000 : 30_000;
    });
  }

  render(host: EsimOrderStatus): unknown {
    return render(host, this.#details, this.#announcer);
  }
}
