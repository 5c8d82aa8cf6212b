import { css } from 'lit';

export const destinationSearchStyles = css`
  .field {
    appearance: none;
    inline-size: 100%;
    min-block-size: 3em;
    margin: 0;
    padding: 0 calc(var(--_space) * 4);
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    text-align: start;
  }
  .field::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .field:focus-visible {
    outline-offset: -2px;
  }
  .options {
    max-block-size: 24em;
    padding: calc(var(--_space) * 1.5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .group {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5) var(--_space);
    font-weight: 600;
  }
  .option {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 3);
    min-block-size: 44px;
    padding: var(--_space) calc(var(--_space) * 2.5);
    border-radius: calc(var(--_radius) * 0.67);
    cursor: pointer;
  }
  .option:hover {
    background: var(--_hover);
  }
  .option[aria-selected='true'] {
    background: var(--_tint);
    outline: 2px solid var(--_accent-text);
    outline-offset: -2px;
  }
  .option .badge {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 50%;
    overflow: hidden;
    background: var(--_bone);
    color: var(--_muted);
    font-size: 0.75em;
    font-weight: 600;
  }
  .badge > img {
    position: absolute;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .name {
    min-inline-size: 0;
  }
`;
