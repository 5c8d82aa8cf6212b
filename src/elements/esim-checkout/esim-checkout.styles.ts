import { css } from 'lit';

export const styles = css`
  .base {
    background: var(--_surface);
  }
  .stack {
    display: grid;
    gap: calc(var(--_space) * 4);
  }
  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 4);
  }
  .heading .link {
    margin-inline-end: var(--_space);
  }
  h2:focus {
    outline: none;
  }
  .product {
    appearance: auto;
    inline-size: 100%;
    min-block-size: 2.75em;
    padding-inline: calc(var(--_space) * 3);
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  .another {
    text-align: center;
  }
  .search {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .box {
    padding-inline: calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    line-height: 2.875em;
  }
  .list {
    block-size: 24em;
  }
`;
