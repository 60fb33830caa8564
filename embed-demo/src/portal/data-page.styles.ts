// Owns the look of the page of downloads and jobs.
import { css } from 'lit';

export const dataSheet = css`
  .files {
    margin: 0;
    padding: 0 16px;
    list-style: none;
  }
  .files li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 12px;
    min-block-size: 48px;
    padding-block: 8px;
  }
  .files li + li {
    border-block-start: 1px solid var(--_line);
  }
  .what {
    display: grid;
    flex: 1 1 220px;
    gap: 4px;
    min-inline-size: 0;
  }
  .state {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
  }
  .state.bad {
    color: var(--_bad);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
`;
