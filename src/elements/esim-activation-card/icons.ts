import { html, type TemplateResult } from 'lit';

const icon = (path: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`;

/** All icons have one stroke width and are 16 units square. */
export const icons = {
  check: icon('m3 8.5 3.5 3.5L13 4.5'),
  copy: icon('M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3'),
  lock: icon('M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5'),
  phone: icon('M4.5 1.5h7v13h-7zM7 12.5h2'),
  print: icon('M4.5 5.5v-4h7v4M4.5 11.5h-3v-6h13v6h-3M4.5 9.5h7v5h-7z'),
  save: icon('M8 2v8M4.5 6.5 8 10l3.5-3.5M2.5 13.5h11'),
  share: icon('M8 10V2M5 4.5 8 1.5l3 3M5 7.5H3.5v7h9v-7H11'),
  warning: icon('M8 2 1.5 13.5h13zM8 6.5v3.5M8 11.5v.5'),
  wifi: icon('M2 6.5a8.5 8.5 0 0 1 12 0M4.5 9a5 5 0 0 1 7 0M8 12v.5'),
};

export const note = (picture: unknown, words: string, look = ''): unknown =>
  html`<p class="note ${look}">${picture}<span .textContent=${words}></span></p>`;
