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
  .search-bones {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .search-bones span {
    display: block;
    border-radius: var(--_radius);
  }
  .search-bones .line {
    inline-size: 60%;
    block-size: 1.7em;
  }
  .search-bones .field {
    block-size: 3em;
  }
  .search-bones .list {
    block-size: 24em;
  }
`;
