import { css } from 'lit';

export const styles = css`
  .card {
    --_gap: calc(var(--_space) * 4);
    --_half: calc(var(--_space) * 2);
    --_corner: calc(var(--_radius) * 0.67);
    --_qr: max(240px, var(--esim-qr-size, 240px));
  }
  h3 {
    overflow-wrap: anywhere;
  }
  .card,
  .half {
    display: grid;
    gap: var(--_gap);
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
  }
  .muted,
  .label,
  dt,
  .badge,
  .kicker,
  .problem,
  .note,
  .small {
    font-size: 0.8125em;
  }

  /*
   * The ticket has two halves. At the tear line, each half has a notch in both corners. The outline is the shadow of
   * that shape.
   */
  .ticket {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    filter: drop-shadow(0 1px var(--_border)) drop-shadow(0 -1px var(--_border))
      drop-shadow(1px 0 var(--_border)) drop-shadow(-1px 0 var(--_border));
    margin: 1px;
  }
  .half {
    --_r: var(--_radius);
    --_corners: var(--_r) var(--_r) 0 0;
    --_one: 0 100%;
    --_two: 100% 100%;
    position: relative;
    isolation: isolate;
    padding: calc(var(--_space) * 5) var(--_gap);
  }
  .half + .half {
    --_corners: 0 0 var(--_r) var(--_r);
    --_one: 0 0;
    --_two: 100% 0;
  }
  .half::before {
    content: '';
    position: absolute;
    inset: 0;
    z-index: -1;
    background: var(--_surface);
    border-radius: var(--_corners);
    mask:
      radial-gradient(circle 10px at var(--_one), #0000 97%, #000) intersect,
      radial-gradient(circle 10px at var(--_two), #0000 97%, #000);
  }
  .half + .half::after {
    content: '';
    position: absolute;
    inset: -1px var(--_gap) auto;
    border-block-start: 2px dashed var(--_border);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 3);
  }
  header h3 {
    font-size: 1.375em;
    line-height: 1.2;
    letter-spacing: -0.01em;
  }
  .kicker {
    flex: 1 0 100%;
    margin-block-end: calc(var(--_space) * -1);
    color: var(--_accent-text);
    font-weight: 600;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    padding: 0 0.75em;
    border: 1px solid;
    border-radius: 99px;
    color: var(--_success);
    line-height: 1.75;
  }
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_half) calc(var(--_space) * 8);
  }
  dt {
    color: var(--_muted);
  }
  dd {
    font-size: 1.125em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .order dd {
    font-size: 1em;
    font-weight: 400;
  }

  .scan {
    justify-items: center;
    text-align: center;
    gap: calc(var(--_space) * 3);
  }
  .scan .muted {
    max-inline-size: var(--_qr);
  }
  .qr {
    display: grid;
    place-items: center;
    inline-size: min(var(--_qr), 100%);
    aspect-ratio: 1;
    color: #000;
    background: #fff;
    border-radius: 4px;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .qr svg {
    inline-size: 100%;
    fill: #000;
  }
  .tools {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_half);
    inline-size: min(var(--_qr), 100%);
  }
  .tools .button {
    gap: var(--_space);
    padding-inline: var(--_space);
  }
  .tools > :last-child:nth-child(odd) {
    grid-column: 1 / -1;
  }

  .value {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 calc(var(--_space) * 3);
    padding-block: var(--_half);
  }
  .value + .value {
    border-block-start: 1px solid var(--_border);
  }
  .label {
    font-weight: 600;
  }
  code {
    grid-row: 2;
    font: 0.875em/1.4 ui-monospace, Menlo, Consolas, monospace;
    overflow-wrap: anywhere;
    user-select: all;
    justify-self: start;
  }
  .copy {
    grid-area: 1 / 2 / span 2;
  }
  .problem {
    grid-column: 1 / -1;
    color: var(--_danger);
  }

  .small {
    min-block-size: 36px;
    padding: var(--_space) calc(var(--_space) * 3);
    border-color: var(--_border);
    border-radius: var(--_corner);
    line-height: 1.25;
  }
  .muted .button {
    font-size: 1em;
  }
  .copy.done {
    color: var(--_success);
  }
  .install {
    display: grid;
    gap: var(--_half);
  }
  .icon {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.25;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .note {
    display: flex;
    gap: var(--_half);
    line-height: 1.5;
  }
  .note + .note {
    margin-block-start: var(--_space);
  }
  .note .icon {
    margin-block-start: 0.2em;
    color: var(--_muted);
  }
  .urgent {
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_warning);
    border-radius: var(--_corner);
    background: color-mix(in srgb, var(--_warning) 8%, var(--_surface));
  }
  .urgent .icon {
    color: var(--_warning);
  }

  .groups {
    margin-block-start: var(--_half);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: clip;
  }
  details + details {
    border-block-start: 1px solid var(--_border);
  }
  .groups details > :not(summary) {
    margin: 0 var(--_gap) var(--_gap);
  }
  summary {
    padding: calc(var(--_space) * 2.5) var(--_gap);
    cursor: pointer;
    font-weight: 600;
  }
  .half summary {
    padding-inline: 0;
  }
  .groups summary:focus-visible {
    outline-offset: -3px;
    border-radius: var(--_radius);
  }
  ol {
    display: grid;
    gap: calc(var(--_space) * 3);
    counter-reset: step;
  }
  li {
    position: relative;
    min-block-size: 1.75em;
    padding-inline-start: 2.75em;
    padding-block-start: 0.125em;
    counter-increment: step;
  }
  li::before {
    content: counter(step);
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    inline-size: 1.75em;
    border: 1px solid var(--_border);
    border-radius: 99px;
    font-variant-numeric: tabular-nums;
    line-height: 1.65;
    text-align: center;
  }
  li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-block: 2em calc(var(--_space) * -2);
    inset-inline-start: 0.875em;
    border-inline-start: 1px solid var(--_border);
  }
  iframe {
    position: fixed;
    inset: 0 auto auto -9999px;
    inline-size: 210mm;
    block-size: 297mm;
    border: 0;
  }

  @container (inline-size < 420px) {
    .label {
      display: block;
    }
  }
  @container (inline-size < 340px) {
    .copy {
      grid-row-end: 2;
    }
    code {
      grid-column: 1 / -1;
    }
  }
  @container (inline-size >= 600px) {
    .ticket.split {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .ticket.scan-first {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .split .half {
      padding: calc(var(--_space) * 6);
    }
    [dir='rtl'] .split .half::before {
      transform: scaleX(-1);
    }
    .split .half {
      --_corners: var(--_r) 0 0 var(--_r);
      --_one: 100% 0;
    }
    .split .half + .half {
      --_corners: 0 var(--_r) var(--_r) 0;
      --_one: 0 0;
      --_two: 0 100%;
    }
    .split .half + .half::after {
      inset-block: var(--_gap);
      inset-inline: -1px auto;
      border-block-start: 0;
      border-inline-start: 2px dashed var(--_border);
    }
  }
  @media (pointer: coarse) {
    .small,
    summary {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active), print {
    .ticket {
      filter: none;
      border: 1px solid;
      border-radius: var(--_radius);
    }
    .half::before {
      display: none;
    }
  }
  .help {
    display: block;
    inline-size: fit-content;
    margin-inline: auto;
  }
  @media print {
    .card {
      font-size: 10pt;
    }
    .tools,
    .copy,
    .install,
    .here,
    .help {
      display: none;
    }
    .ticket,
    details {
      break-inside: avoid;
    }
  }
`;
