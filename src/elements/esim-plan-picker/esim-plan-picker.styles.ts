import { css } from 'lit';

export const styles = css`
  .choice {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .plans {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22em), 1fr));
    gap: calc(var(--_space) * 2);
  }
  .plan {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) minmax(auto, max-content);
    column-gap: calc(var(--_space) * 2);
    align-items: center;
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    cursor: pointer;
    transition:
      background-color 0.12s,
      border-color 0.12s;
  }
  .plan:hover {
    border-color: var(--_control);
  }
  .plan:has(:checked) {
    border-color: var(--_accent-text);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_accent-text);
  }
  .plan:has(:focus-visible) {
    outline: 2px solid var(--_accent-text);
    outline-offset: -6px;
  }
  .plan input {
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent-text);
    outline: none;
    cursor: inherit;
    /* The Buy bar sticks to the bottom. A focused plan must stay visible above it. */
    scroll-margin-block: 3em 6em;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 2);
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.37;
    letter-spacing: -0.01em;
  }
  .head bdi {
    min-inline-size: 0;
  }
  .badge {
    padding: 0.1em 0.55em;
    border-radius: 1em;
    background: color-mix(in srgb, var(--_success) 12%, var(--_surface));
    color: var(--_success);
    font-size: 0.67em;
    font-weight: 600;
    letter-spacing: 0;
    white-space: nowrap;
  }
  .line {
    display: block;
  }
  .amount {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .price {
    display: block;
    font-size: 1.0625em;
    font-weight: 600;
    line-height: 1.45;
  }
  /*
   * A placeholder for a plan of two lines, which are empty and painted: with texts and a radio button in each row, a
   * browser needs longer for the first frame.
   */
  .bones {
    --_line: linear-gradient(var(--_bone) 0 0);
    display: block;
    background:
      radial-gradient(closest-side, var(--_bone) 95%, transparent) 0 / 20px 20px,
      var(--_line) calc(20px + var(--_space) * 2) 0.35em / 3em 0.8em,
      var(--_line) calc(20px + var(--_space) * 2) 1.85em / min(12em, 55%) 0.7em,
      var(--_line) 100% 0.35em / 3em 0.8em,
      var(--_line) 100% 1.85em / 4em 0.7em;
    background-origin: content-box;
    background-repeat: no-repeat;
  }
  [dir='rtl'] .bones {
    transform: scaleX(-1);
  }
  .bones::before,
  .bones::after {
    content: '\\a0';
    display: block;
    font-size: 1.125em;
    line-height: 1.37;
  }
  .bones::after {
    font-size: 0.875em;
    line-height: inherit;
    white-space: pre;
  }
  @media (min-height: 30em) {
    .long .buybar {
      position: sticky;
      inset-block-end: 0;
      padding-block: calc(var(--_space) * 3);
      background: linear-gradient(transparent, var(--_surface) 12px);
    }
  }
  .buy {
    inline-size: 100%;
    min-block-size: 3.125em;
    font-variant-numeric: tabular-nums;
  }
  .buy.bone {
    background: var(--_bone);
  }
  .notes {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: calc(var(--_space) * 3) calc(var(--_space) * 6);
    margin-block-start: calc(var(--_space) * 5);
  }
  .notes dt {
    font-size: 0.875em;
    font-weight: 600;
  }
  @container (max-width: 19em) {
    .plan {
      padding-inline: calc(var(--_space) * 2.5);
    }
    /* The validity takes two lines. */
    .bones::after {
      content: '\\a0\\a\\a0';
    }
  }
  @media (forced-colors: active) {
    .plan:has(:checked) {
      border-color: Highlight;
      outline: 1px solid Highlight;
    }
    .badge {
      border: 1px solid;
    }
  }
`;
