// Owns how <kith-jobs> looks.
import { css } from 'lit';

export const jobsSheet = css`
  :host {
    --_block-size: var(--kith-jobs-height, 320px);
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .stale {
    padding: 8px;
  }
  .rows {
    margin: 0;
    padding: 0 8px;
    list-style: none;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px 12px;
    align-items: center;
    min-block-size: 56px;
    padding: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .row:last-child {
    border-block-end: 0;
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
  .more {
    align-self: center;
    margin-block: 8px;
  }
  .bar {
    block-size: 10px;
    inline-size: 40%;
  }
`;
