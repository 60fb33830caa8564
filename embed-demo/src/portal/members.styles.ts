// Owns what the page of members adds to the look of pages.
import { css } from 'lit';

export const membersSheet = css`
  .key .field {
    flex: 0 1 150px;
    inline-size: auto;
  }
  .cell {
    flex: 1 1 220px;
  }
  .cell.narrow {
    flex: 0 1 150px;
  }
  .cell .field {
    inline-size: 100%;
  }
  .entry .button {
    align-self: end;
  }
  .legend {
    display: grid;
    gap: 2px;
    margin: 12px 0 0;
    padding: 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    list-style: none;
  }
  .legend strong {
    font-weight: 600;
  }
  .factor {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-size: var(--_size-hint);
  }
  .factor.set {
    color: var(--_good);
  }
  .factor.missing {
    color: var(--_warn);
  }
  .mark {
    margin-inline-start: 6px;
    padding: 1px 8px;
    border-radius: var(--_radius-chip);
    background: var(--_sunken);
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
`;
