// Owns what the pages of teams and roles add to the look of pages.
import { css } from 'lit';

export const teamsSheet = css`
  fieldset {
    min-inline-size: 0;
    margin: 16px 0 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  fieldset .choice {
    margin-block: 8px 0;
    color: var(--_ink);
    font-size: inherit;
    overflow-wrap: anywhere;
  }
  fieldset .choice.closed {
    color: var(--_ink-2);
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr));
    gap: 0 16px;
  }
  .group {
    margin: 12px 0 0;
    font-size: inherit;
    font-weight: 600;
  }
  .card h2 {
    margin: 0 0 12px;
  }
  .key .field {
    flex: 0 1 240px;
    inline-size: auto;
  }
  .cell {
    flex: 1 1 220px;
  }
  .cell .field {
    inline-size: 100%;
  }
  .entry .button {
    align-self: end;
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 16px;
  }
  form.confirm p {
    flex-basis: 100%;
  }
  .confirm label {
    margin: 0;
  }
  .confirm .field {
    flex: 0 1 200px;
    inline-size: auto;
  }
  .start {
    margin: 0 0 12px;
  }
`;
