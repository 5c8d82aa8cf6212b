import type { CSSResult, ReactiveElement } from 'lit';

/** Adds styles to a rendered element, after those of its class. */
export function adopt({ shadowRoot }: ReactiveElement, ...styles: readonly CSSResult[]): void {
  for (const { styleSheet } of styles)
    if (styleSheet) shadowRoot?.adoptedStyleSheets.push(styleSheet);
}
