import { css } from 'lit';

export const styles = css`
  .status {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    padding: calc(var(--_space) * 5);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .icon {
    inline-size: 28px;
    block-size: 28px;
    color: var(--_muted);
  }
  .busy .icon {
    color: var(--_accent-text);
  }
  .good .icon {
    color: var(--_success);
  }
  .bad .icon {
    color: var(--_danger);
  }
  .warn .icon {
    color: var(--_warning);
  }
  .body {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  #title {
    word-break: auto-phrase;
  }
  #note {
    margin-block-start: calc(var(--_space) * -2);
    text-wrap: pretty;
  }
  .progress {
    display: grid;
    gap: var(--_space);
  }
  progress {
    appearance: none;
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    background: var(--_bone);
    color: var(--_accent-text);
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    border-radius: 3px;
    background: currentColor;
    transition: inline-size 0.2s;
  }
  progress::-moz-progress-bar {
    border-radius: 3px;
    background: currentColor;
  }
  progress.endless {
    background: linear-gradient(90deg, var(--_bone) 30%, currentColor 50%, var(--_bone) 70%) 0 / 200%;
    animation: sweep 1.8s linear infinite;
  }
  progress.endless::-moz-progress-bar {
    background: transparent;
  }
  /* A host without a payment step agrees at once. The delay avoids a flash of this screen. */
  :host([phase='authorizing']) .status {
    animation: appear 200ms step-end;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @keyframes sweep {
    from {
      background-position-x: 150%;
    }
    to {
      background-position-x: -50%;
    }
  }
  .elapsed {
    font-variant-numeric: tabular-nums;
  }
  .warning {
    padding-inline-start: calc(var(--_space) * 3);
    border-inline-start: 3px solid var(--_warning);
    color: var(--_text);
  }
  .summary {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 4);
    padding-block-start: calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_border);
  }
  .price {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  bdi.code {
    direction: ltr;
    font-family: ui-monospace, Menlo, Consolas, monospace;
    font-size: 0.9375em;
    overflow-wrap: anywhere;
  }
  .details {
    display: grid;
    gap: calc(var(--_space) * 2);
  }
  .details dd {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 4);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 4);
    margin-block-start: var(--_space);
  }
  .support {
    display: inline-block;
    align-content: center;
  }
  @container (max-width: 26em) {
    .status {
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 2);
      padding: calc(var(--_space) * 4);
    }
    .actions > * {
      inline-size: 100%;
      text-align: center;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    /* Without motion, it must not look like a bar that counts. */
    progress.endless {
      background: repeating-linear-gradient(90deg, currentColor 0 4px, var(--_bone) 4px 12px);
    }
  }
  @media (forced-colors: active) {
    progress {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
      background: Canvas;
      color: Highlight;
    }
  }
`;
