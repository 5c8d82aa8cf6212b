import { html } from 'lit';
import { siteOf } from '../sites.js';
import type { Content } from './content.js';

const { name, mail } = siteOf('hotel');

const coast = html`<svg class="coast" viewBox="0 0 1200 360" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
  <rect class="sky" width="1200" height="360" />
  <circle class="sun" cx="800" cy="128" r="56" />
  <path class="hill far" d="M0 250c120-60 220-40 330-10s240-70 380-20 260 20 490-30v170H0Z" />
  <path class="hill" d="M640 290c60-70 130-96 220-104s220 44 340 40v134H560Z" />
  <g class="town">
    <path d="M800 214h30v40h-30zM838 196h38v58h-38zM884 206h26v48h-26zM918 184h34v70h-34zM960 204h40v50h-40zM1008 214h30v40h-30z" />
    <path class="roof" d="m796 214 19-16 19 16zm38-18 23-18 23 18zm46 10 17-14 17 14zm34-22 21-18 21 18zm42 20 24-18 24 18zm48 10 19-16 19 16z" />
  </g>
  <path class="sea" d="M0 282c80 10 150-12 240-4s170 16 260 4 180-10 270 2 260 6 430-8v84H0Z" />
  <path class="foam" d="M60 310h90m60 14h140m90-20h70m180 24h120m90-20h60m70 18h100" />
  <path class="sail" d="M556 304h72l-12 15h-48zM590 299v-78c23 20 35 47 38 75z" />
</svg>`;

export const hotel: Content = {
  title: 'Data for your days here',
  lead: 'No queue at the airport shop: take a Portuguese data plan along, on your own phone.',
  bar: html`<a class="brand" href="#main">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <path class="brand-line" d="M3 12c4.3-4 8.700-4 13 0s8.700 4 13 0M3 20c4.3-4 8.700-4 13 0s8.700 4 13 0" />
      </svg>
      ${name}
    </a>
    <nav aria-label="Main">
      <a href="#story" aria-current="page">Your stay</a>
      <a href="#extra">The house</a>
      <a href="#foot">Desk</a>
    </nav>`,
  hero: html`${coast}
    <div class="hero-words">
      <p class="eyebrow">Guest page</p>
      <h1>The sea is warm, your room is ready from three</h1>
    </div>`,
  story: html`<h2>Your stay</h2>
    <dl class="stay">
      <div><dt>Room</dt><dd>204, with the balcony</dd></div>
      <div><dt>From</dt><dd>Friday 12 June, 15:00</dd></div>
      <div><dt>Until</dt><dd>Tuesday 16 June, 11:00</dd></div>
      <div><dt>Guests</dt><dd>Two, breakfast included</dd></div>
    </dl>`,
  extra: html`<h2>The house</h2>
    <ul class="facts">
      <li><b>Breakfast</b><span>On the terrace, 7:30 to 10:30</span></li>
      <li><b>Bicycles</b><span>Free, by the gate</span></li>
      <li><b>Tides</b><span>Low at 9:40, high at 15:55</span></li>
    </ul>`,
  foot: html`<p><b>The desk answers.</b> <a href="mailto:${mail}">${mail}</a></p>
    <p class="small">${name} is made up. This page sells simulated eSIMs: nothing is charged, nothing connects.</p>`,
};
