import type { CSSResult, ReactiveElement } from 'lit';

/** Gives a drawn element further styles, on top of those of its class. */
export function adopt({ shadowRoot }: ReactiveElement, ...styles: readonly CSSResult[]): void {
  for (const { styleSheet } of styles)
    if (styleSheet) shadowRoot?.adoptedStyleSheets.push(styleSheet);
}
