import { css } from 'lit';

/**
 * Styles that every element shares. Everything an element draws is inside one `<div class="base">`. Inherited page
 * styles end there and not at the host, because a page's own rules (`* { all: unset }`) beat `:host`.
 *
 * Some properties are inherited on purpose, because they describe the place of the element in its page: `visibility`,
 * `color-scheme`, `pointer-events` and `interactivity` (a page that blocks a part of itself blocks Buy too), and
 * `direction` (as `dir`). The host itself has a writing mode, because the layout of its content depends on it.
 */
export const controls = css`
  :host {
    display: block;
    writing-mode: horizontal-tb;
  }
  :host([hidden]) {
    display: none;
  }
  /*
   * Containment gives .base no width of its own. Two "words" far apart give the element a width in a flex row or a
   * dialog. The line can still break, so the element fits into any column. The partner's font may be no font, so it
   * has a declaration of its own, here and below: an invalid one would take the size along.
   */
  :host::before {
    content: '. .';
    display: block;
    block-size: 0;
    overflow: hidden;
    visibility: hidden;
    font: 1px/1 sans-serif;
    font-family: var(--_font);
    white-space: normal;
    letter-spacing: 0;
    text-indent: 0;
    word-spacing: 416px;
  }
  .base {
    all: initial;
    display: block;
    visibility: inherit;
    color-scheme: inherit;
    pointer-events: inherit;
    interactivity: inherit;
    /* Codes must stay selectable in a page that forbids selecting. */
    -webkit-user-select: text;
    user-select: text;
    container-type: inline-size;
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: 1.45;
    text-align: start;
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
    -webkit-tap-highlight-color: transparent;
  }
  .base *,
  .base ::before,
  .base ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 1.375em;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h3 {
    font-size: 1em;
    font-weight: 600;
  }
  .muted {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .button {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
    min-block-size: 2.75em;
    max-inline-size: 100%;
    margin: 0;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_text);
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    overflow-wrap: anywhere;
    cursor: pointer;
    transition: background-color 0.12s;
  }
  .button:hover {
    background: var(--_hover);
  }
  .button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.primary:hover {
    background: color-mix(in srgb, var(--_accent) 92%, var(--_on-accent));
  }
  .button[aria-disabled='true'],
  button[aria-busy='true'] {
    opacity: 0.75;
    cursor: progress;
  }
  .link {
    appearance: none;
    min-block-size: 24px;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    font: inherit;
    font-weight: 500;
    text-align: start;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--_accent-text);
    outline-offset: 2px;
  }
  /* Drawn inside: the page may cut off what sticks out of the element. */
  .button:focus-visible {
    outline-offset: -2px;
  }
  .primary:focus-visible {
    outline-color: var(--_on-accent);
    outline-offset: -5px;
  }
  h2:focus-visible,
  h3:focus-visible {
    outline: none;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .bone {
    border-color: transparent;
    background: linear-gradient(var(--_bone), var(--_bone)) center / 100% 0.75em no-repeat;
    color: transparent;
    forced-color-adjust: none;
    user-select: none;
  }
  /* One animation for a whole placeholder: a browser runs each by itself. */
  .waiting {
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.55;
    }
  }
  @media (pointer: coarse) {
    .button,
    .link {
      min-block-size: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .base * {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .button.primary {
      border-color: ButtonText;
    }
  }
`;
