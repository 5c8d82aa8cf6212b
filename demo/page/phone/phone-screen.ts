import { html, nothing, type TemplateResult } from 'lit';
import type { App } from '../app.js';
import { segmented } from '../shell/choice.js';
import { siteOf } from '../sites.js';
import type { PhoneStep, PhoneSystem } from './phone-system.js';

const SIDES = [
  ['page', 'Page'],
  ['settings', 'eSIM'],
] as const;

/** Turns the phone from the partner's page to its settings. */
export function phoneSides({ phone }: App): TemplateResult {
  return html`${segmented('side', 'On the phone', SIDES, phone.side, (side) => phone.turnTo(side as never))}
    <button type="button" class="strong" @click=${() => void phone.scan()}>Scan QR code</button>`;
}

/** The top of the phone's glass: time, network. */
export function phoneBar({ phone }: App): TemplateResult {
  const isOn = phone.step === 'active';
  return html`<span>9:41</span><span class="island"></span>
    <span class="net">${isOn ? '5G' : 'Wi-Fi'}
      <svg viewBox="0 0 18 12" width="18" height="12"><path d="M1 9h2v2H1zm5-2h2v4H6zm5-3h2v7h-2zm5-3h2v10h-2z" /></svg>
    </span>`;
}

interface Screen {
  title: string;
  text: (app: App) => unknown;
  body?: (app: App) => unknown;
  acts?: (phone: PhoneSystem) => unknown;
}

const act = (label: string, run: () => void, kind = 'strong'): TemplateResult =>
  html`<button type="button" class=${kind} @click=${run}>${label}</button>`;

const scanAct = (phone: PhoneSystem) => act('Scan QR code', () => void phone.scan());

const simLine = ({ phone: { order, step } }: App): TemplateResult => html`<dl class="sim-line">
  <div><dt>Plan</dt><dd>${order?.productName ?? ''}${order?.dataAmountGb ? `, ${order.dataAmountGb} GB` : ''}</dd></div>
  <div><dt>Valid</dt><dd>${order?.validityDays ?? 0} days from first use</dd></div>
  <div><dt>Line</dt><dd class=${step}>${LINE[step] ?? 'Not installed'}</dd></div>
</dl>`;

const LINE: Partial<Record<PhoneStep, string>> = {
  installed: 'On, no data used',
  active: 'On, data in use',
  expired: 'Expired',
};

const SCREENS: Record<PhoneStep, Screen> = {
  empty: {
    title: 'Mobile data',
    text: () =>
      'No travel eSIM on this phone. Scan the QR code on the screen beside it, or follow the link on the page.',
    acts: scanAct,
  },
  scanning: {
    title: 'Camera',
    text: () => 'Reading the code on the screen…',
    body: (app) => photoOf(app),
  },
  found: {
    title: 'Add eSIM?',
    text: ({ settings }) => `${siteOf(settings.site).name} offers a travel eSIM for this phone.`,
    body: simLine,
    acts: (phone) => act('Add eSIM', () => void phone.install()),
  },
  downloading: {
    title: 'Downloading…',
    text: () => 'The operator hands out the profile. From now on the code is used up.',
    body: () => html`<progress aria-label="Download"></progress>`,
  },
  installed: {
    title: 'eSIM installed',
    text: () => 'Its days are counted from the first use.',
    body: simLine,
    acts: (phone) => html`${act('Use data', () => void phone.activate())}
      ${phone.isNoticed ? nothing : act('Ask now on the page', () => phone.askNow(), '')}`,
  },
  active: {
    title: 'Online with 5G',
    text: () => 'The phone uses the travel eSIM.',
    body: simLine,
    acts: (phone) => act('Let the plan expire', () => void phone.expire()),
  },
  expired: {
    title: 'Plan expired',
    text: () => 'No data is left. A new eSIM is a new purchase.',
    body: simLine,
    acts: scanAct,
  },
  problem: {
    title: 'No eSIM added',
    text: ({ phone }) => phone.problem,
    acts: (phone) => html`${scanAct(phone)}
      ${phone.holdsPlan ? act('Back to the eSIM', () => phone.back(), '') : nothing}`,
  },
};

/** The phone's settings. */
export function phoneScreen(app: App): TemplateResult {
  const { phone } = app;
  const { title, text, body, acts } = SCREENS[phone.step];
  return html`<div class="os-body" data-step=${phone.step}>
    <h2>${title}</h2>
    <p>${text(app)}</p>
    ${body?.(app) ?? nothing}
    <div class="os-acts">${acts?.(phone) ?? nothing}</div>
  </div>`;
}

const photoOf = ({ phone }: App): TemplateResult =>
  html`<div class="finder">${phone.photo ?? nothing}<i></i></div>`;
