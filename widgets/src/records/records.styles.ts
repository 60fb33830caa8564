// Owns the look of <kith-records> around its records: its head, what opens below it, and the body.
import { css } from 'lit';

export const recordsSheet = css`
  :host {
    --_block-size: var(--kith-records-height, 560px);
    --_row: 40px;
  }
  :host([density='dense']) {
    --_row: 32px;
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_line);
  }
  .head > .field {
    inline-size: auto;
    max-inline-size: 220px;
    font-weight: 600;
  }
  .head .space {
    flex: 1;
  }
  .count {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
  }
  select.field {
    min-inline-size: 0;
    padding-inline-end: 4px;
    text-overflow: ellipsis;
  }
  .icon-button[aria-pressed='true'],
  .button[aria-expanded='true'] {
    border-color: var(--_accent);
    background: var(--_accent-wash);
    color: var(--_ink);
  }
  .panel {
    flex: none;
    max-block-size: 50%;
    padding: 12px;
    overflow-y: auto;
    border-block-end: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .bulk {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_line);
    background: var(--_accent-wash);
  }
  .bulk .change {
    display: flex;
    flex: 1 1 320px;
    flex-wrap: wrap;
    gap: 8px;
  }
  .bulk .field {
    flex: 0 1 170px;
    inline-size: auto;
  }
  .bulk .progress {
    flex: 1 1 200px;
  }
  .icon-button {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-field);
    background: none;
    color: var(--_ink-2);
    cursor: pointer;
  }
  .icon-button:hover {
    background: var(--_line);
    color: var(--_ink);
  }
  .checks {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .checks label,
  .naming label.check {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 28px;
  }
  .naming {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .naming .field {
    inline-size: min(320px, 100%);
  }
  .body {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .more {
    flex: none;
    align-self: center;
    margin: 8px;
  }
  kith-board {
    --kith-board-height: 100%;
    flex: 1;
    min-block-size: 0;
  }
  kith-board::part(frame) {
    border: 0;
    border-radius: 0;
  }
  @container (max-width: 520px) {
    .bulk .field {
      flex: 1 1 110px;
    }
    .head > .field {
      max-inline-size: 150px;
    }
    .head .label {
      display: none;
    }
  }
`;
