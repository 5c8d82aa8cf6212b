import { css } from 'lit';

export const purchaseListStyles = css`
  .purchases {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .purchases > ul {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .purchase {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--_space) calc(var(--_space) * 4);
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
  }
  .purchase + .purchase {
    border-block-start: 1px solid var(--_border);
  }
  .facts {
    grid-row: 2;
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 3);
  }
  .state {
    color: var(--_text);
    font-weight: 600;
  }
  .state.delivered,
  .state.installed {
    color: var(--_success);
  }
  .state.failed,
  .state.unconfirmed {
    color: var(--_danger);
  }
  .acts {
    grid-row: 1 / 3;
    grid-column: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 4);
    font-size: 0.9375em;
  }
  details {
    display: contents;
  }
  details:not([open])::details-content {
    display: none;
  }
  summary {
    display: flex;
    align-items: center;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .acts:has([open]) {
    grid-row: 3;
    grid-column: 1 / -1;
  }
  .sure {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
    inline-size: 100%;
    padding-block-start: calc(var(--_space) * 2);
  }
  .sure p {
    inline-size: 100%;
  }
  .remove {
    border-color: var(--_danger);
    color: var(--_danger);
  }
  @container (max-width: 30em) {
    .acts {
      grid-row: 3;
      grid-column: 1 / -1;
    }
  }
`;
