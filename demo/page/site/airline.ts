import { html } from 'lit';
import { siteOf } from '../sites.js';
import type { Content } from './content.js';

const { name, mail } = siteOf('airline');

interface Leg {
  day: string;
  flight: string;
  from: readonly [time: string, city: string, code: string];
  to: readonly [time: string, city: string, code: string];
  next?: boolean;
  facts: string;
}

const LEGS: readonly Leg[] = [
  {
    day: 'Wed 14 Oct',
    flight: 'NW 160',
    from: ['12:35', 'Zürich', 'ZRH'],
    to: ['08:10', 'Tokyo', 'HND'],
    next: true,
    facts: '12 h 35 min, direct · Seats 21A, 21B',
  },
  {
    day: 'Wed 28 Oct',
    flight: 'NW 161',
    from: ['10:55', 'Tokyo', 'HND'],
    to: ['17:40', 'Zürich', 'ZRH'],
    facts: '13 h 45 min, direct · Seats 21A, 21B',
  },
];

const leg = ({ day, flight, from, to, next, facts }: Leg) => html`<li class="leg">
  <p class="leg-day">${day} <span>${flight}</span></p>
  <div class="leg-route">
    <p><b>${from[0]}</b><span>${from[1]} ${from[2]}</span></p>
    <svg class="arc" viewBox="0 0 120 28" preserveAspectRatio="none" aria-hidden="true">
      <path d="M4 24Q60-8 116 24" />
      <path class="arc-ends" d="M4 24h.01M116 24h.01" />
    </svg>
    <p><b>${to[0]}${next ? html`<sup>+1</sup>` : ''}</b><span>${to[1]} ${to[2]}</span></p>
  </div>
  <p class="leg-facts">${facts}</p>
</li>`;

export const airline: Content = {
  title: 'Stay online when you land',
  lead: 'Add a travel eSIM to your phone now and have data from the moment you land. Your own number stays active.',
  bar: html`<a class="brand" href="#main">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <path class="brand-wing" d="M3 22 16 4l4 9-17 9Z" />
        <path class="brand-tail" d="m20 13 9 10-26-1 17-9Z" />
      </svg>
      ${name}
    </a>
    <nav aria-label="Main">
      <a href="#story" aria-current="page">My trips</a>
      <a href="#esim">Extras</a>
      <a href="#foot">Help</a>
    </nav>`,
  hero: undefined,
  story: html`<p class="eyebrow">Booking K7QX2M · Confirmed</p>
    <h1>Your trip to Tokyo</h1>
    <p class="lead">Two travellers, 14 to 28 October. Check-in opens 30 hours before you fly.</p>
    <ul class="legs">${LEGS.map(leg)}</ul>`,
  extra: html`<h2>Included in your fare</h2>
    <ul class="facts">
      <li><b>Bags</b><span>1 cabin bag and 1 × 23 kg each</span></li>
      <li><b>Meals</b><span>Dinner and breakfast on board</span></li>
      <li><b>Changes</b><span>Free until 24 hours before departure</span></li>
    </ul>`,
  foot: html`<p><b>Need a hand?</b> <a href="mailto:${mail}">${mail}</a></p>
    <p class="small">${name} is made up. This page sells simulated eSIMs: nothing is charged, nothing connects.</p>`,
};
