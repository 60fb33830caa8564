// Owns the look of <kith-tasks>: what stands around the tasks.
import { css } from 'lit';

export const tasksSheet = css`
  :host {
    --_block-size: var(--kith-tasks-height, 480px);
    --_row: 44px;
  }
  :host([density='dense']) {
    --_row: 36px;
  }
  .head {
    flex: none;
    padding: 10px 12px 0;
  }
  .head:empty {
    display: none;
  }
  .strip {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-block-start: 8px;
  }
  .strip .cadence {
    flex: 1 1 auto;
    margin: 0;
  }
  .switch {
    min-block-size: 28px;
    margin-inline-start: auto;
    padding-inline: 10px;
    font-size: var(--_size-hint);
  }
  .switch[aria-pressed='true'] {
    background: var(--_accent-wash);
    color: var(--_ink);
  }
  .problem {
    color: var(--_bad);
    font-size: var(--_size-hint);
  }
  .problem:not(:empty) {
    margin-block-start: 6px;
  }
  .cadence {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    min-block-size: 32px;
    margin-block-start: 8px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .cadence label {
    font-weight: 500;
  }
  .cadence .field {
    inline-size: auto;
    min-block-size: 28px;
    padding-block: 2px;
    color: var(--_ink);
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    padding: 4px 8px 12px;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .label {
    margin: 12px 4px 2px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  [data-group='overdue'] .label {
    color: var(--_bad);
  }
  .count {
    margin-inline-start: 4px;
    color: var(--_ink-3);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .list {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .more {
    align-self: center;
    margin-block: 8px;
  }
`;
