// Owns how <kith-jobs> looks.
import { css } from 'lit';

export const jobsSheet = css`
  :host {
    --_block-size: var(--kith-jobs-height, 320px);
  }
  .stale {
    padding: 8px;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px 12px;
    align-items: center;
    min-block-size: 56px;
    padding: 8px;
  }
  .what {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .name {
    font-weight: 500;
  }
  .meta {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .meta .bad {
    color: var(--_bad);
  }
  .why {
    grid-column: 1 / -1;
    color: var(--_ink-2);
    overflow-wrap: anywhere;
  }
  .progress {
    grid-column: 1 / -1;
  }
`;
