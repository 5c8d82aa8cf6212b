import { html, type TemplateResult } from 'lit';
import type { App } from '../app.js';
import { SCENARIOS } from '../scenarios.js';
import type { Settings } from '../settings.js';
import { segmented } from './choice.js';
import { closeSheet } from './sheet.js';

const SPEEDS = [
  ['1', '1×'],
  ['10', '10×'],
  ['60', '60×'],
] as const;

const WHO = [
  ['', 'By itself'],
  ['hand', 'By hand'],
] as const;

const PAY = [
  ['', 'Card on file'],
  ['ask', 'Ask first'],
] as const;

/** What happens to the purchase. A scenario that is chosen starts over and plays. */
export function scenarioTab(app: App): TemplateResult {
  const { settings } = app;
  const play = (change: Partial<Settings>): void => {
    // On a phone the sheet would hide what happens.
    if (app.room === 'page') closeSheet(app);
    void app.play(change);
  };
  return html`<h2>What happens</h2>
    <ul class="scenarios">
      ${SCENARIOS.map(
        ({ id, label, outcome }) => html`<li>
          <button
            type="button"
            class="scenario"
            data-scenario=${id}
            aria-pressed=${id === settings.scenario}
            @click=${() => play({ scenario: id })}
          >
            <b>${label}</b><small>${outcome}</small>
          </button>
        </li>`,
      )}
    </ul>
    <div class="row">
      <span class="row-label">Buys</span>
      ${segmented('buy', 'Who buys', WHO, settings.buy, (buy) => {
        app.set({ buy });
        app.say(
          buy === 'hand'
            ? 'You buy by hand: choose a scenario, then a plan on the page.'
            : 'A scenario that you choose buys by itself.',
        );
      })}
    </div>
    <div class="row">
      <span class="row-label">Payment</span>
      ${segmented('pay', 'Payment', PAY, settings.pay, (pay) => {
        app.set({ pay });
        app.say(
          pay === 'ask'
            ? 'The page asks for the payment at the next Buy; Cancel there orders nothing.'
            : 'The page charges the card on file at the next Buy.',
        );
      })}
    </div>
    <div class="row">
      <span class="row-label">API clock</span>
      ${segmented('speed', 'Speed of the API’s clock', SPEEDS, settings.speed, (speed) => void app.setSpeed(speed))}
    </div>
    <p class="clock">${clockText(app)}</p>
    <div class="buttons">
      <button type="button" @click=${() => void app.addDay()}>A day later</button>
      <button type="button" @click=${() => void app.reset()}>Reset everything</button>
    </div>
    <p class="note">${whereItRuns(app)}</p>`;
}

function whereItRuns({ backend, worksOffline }: App): string {
  if (backend === 'server')
    return 'The simulated API runs on this demo’s server. All its visitors share it.';
  const offline = worksOffline ? ' The demo needs no network from now on.' : '';
  if (backend === 'worker')
    return `The simulated API runs in your browser, for you alone.${offline}`;
  return 'Your browser allows no service worker here. The simulated API runs in this page: keep it open.';
}

const clockText = ({ apiTime }: App): string =>
  new Date(apiTime).toLocaleString('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
