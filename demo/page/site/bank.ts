import { html } from 'lit';
import { siteOf } from '../sites.js';
import type { Content } from './content.js';

const { name, mail } = siteOf('bank');

const leaf = html`<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
  <rect class="brand-tile" width="32" height="32" rx="9" />
  <path class="brand-leaf" d="M9 24C8 13 14 8 24 8c0 10-5 15-13 14m-2 2c2-6 6-9 10-11" />
</svg>`;

const card = html`<svg class="card-art" viewBox="0 0 320 200" role="img" aria-label="Your Fernhollow travel card">
  <rect class="card-back" width="320" height="200" rx="18" />
  <path class="card-wave" d="M0 138C70 96 132 176 206 134s84-52 114-40v88a18 18 0 0 1-18 18H18a18 18 0 0 1-18-18Z" />
  <path class="card-wave two" d="M0 168c58-34 118 22 190-10s98-38 130-24v48a18 18 0 0 1-18 18H18a18 18 0 0 1-18-18Z" />
  <rect class="card-chip" x="26" y="62" width="42" height="32" rx="6" />
  <path class="card-lines" d="M26 74h14m-14 10h14m14-22v32m14-20H54m14 10H54" />
  <text class="card-text" x="26" y="38">Fernhollow</text>
  <text class="card-text dim" x="26" y="172">•••• 4242</text>
  <text class="card-text dim" x="294" y="172" text-anchor="end">Travel</text>
</svg>`;

export const bank: Content = {
  title: 'Mobile data abroad',
  lead: 'Choose where you are going. It is paid from your travel card, and on your phone in a minute.',
  bar: html`<a class="brand" href="#main">${leaf} ${name}</a>
    <nav aria-label="Main">
      <a href="#hero">Accounts</a>
      <a href="#hero">Cards</a>
      <a href="#hero" aria-current="page">Travel</a>
      <a href="#foot">Support</a>
    </nav>`,
  hero: html`<div class="hero-words">
      <p class="eyebrow">Travel</p>
      <h1>Abroad, as if you were at home</h1>
      <p class="lead">No fee on foreign payments, the real exchange rate, and data that waits for you at the gate.</p>
    </div>
    ${card}`,
  story: html`<h2>Before you go</h2>
    <ol class="checks">
      <li class="done"><b>Card works everywhere</b><span>Foreign payments are on</span></li>
      <li class="done"><b>Travel insurance</b><span>Included, 60 days a trip</span></li>
      <li><b>Mobile data</b><span>Add an eSIM here</span></li>
    </ol>`,
  extra: html`<h2>Good to know</h2>
    <ul class="facts">
      <li><b>Cash</b><span>Two free withdrawals a month, anywhere</span></li>
      <li><b>Lounge</b><span>Free when your flight is two hours late</span></li>
    </ul>`,
  foot: html`<p><b>We are here, day and night.</b> <a href="mailto:${mail}">${mail}</a></p>
    <p class="small">${name} is made up and no bank. This page sells simulated eSIMs: nothing is charged, nothing connects.</p>`,
};
