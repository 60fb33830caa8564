// Owns the look of <kith-records>.
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
  .button[aria-pressed='true'],
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
  .group {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: 8px;
  }
  .nested {
    display: flex;
    align-items: flex-start;
    gap: 4px;
    padding: 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-field);
    background: var(--_surface);
  }
  .nested > .group {
    flex: 1;
    min-inline-size: 0;
  }
  .join .field {
    inline-size: auto;
  }
  .condition {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .condition > .field {
    flex: 0 1 170px;
  }
  .condition .value {
    display: flex;
    flex: 1 1 180px;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    min-inline-size: 0;
  }
  .value .field {
    flex: 0 1 auto;
    inline-size: auto;
    max-inline-size: 220px;
  }
  .value .field.number {
    inline-size: 96px;
  }
  .value .field.text {
    flex: 1;
  }
  .unit {
    color: var(--_ink-2);
  }
  .condition.gone {
    padding: 4px 8px;
    border-radius: var(--_radius-field);
    background: var(--_warn-wash);
    color: var(--_warn);
  }
  .lost {
    flex: 1;
  }
  .adders {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 28px;
    padding: 0 8px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-chip);
    background: var(--_surface);
    cursor: pointer;
  }
  .chip .icon {
    inline-size: 12px;
    block-size: 12px;
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
  table {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0;
  }
  th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding: 0;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
    text-align: start;
    white-space: nowrap;
  }
  th > .plain,
  th > button {
    display: flex;
    align-items: center;
    gap: 4px;
    inline-size: 100%;
    min-block-size: 34px;
    padding: 0 12px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  th > .plain {
    cursor: default;
  }
  th > button:hover {
    color: var(--_ink);
  }
  th .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  td {
    block-size: var(--_row);
    max-inline-size: 280px;
    padding: 0 12px;
    overflow: hidden;
    border-block-end: 1px solid var(--_line);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  td:first-child {
    font-weight: 500;
  }
  .right,
  .right > button,
  .right > .plain {
    justify-content: flex-end;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  tr:hover td {
    background: var(--_sunken);
  }
  .open {
    overflow: hidden;
    max-inline-size: 100%;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_ink);
    font: inherit;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
  }
  .open:hover {
    color: var(--_accent);
    text-decoration: underline;
  }
  td .field {
    min-block-size: 28px;
    min-inline-size: 120px;
    padding-block: 2px;
  }
  td.editable {
    cursor: text;
  }
  .tag {
    display: inline-block;
    margin-inline-end: 4px;
    padding: 1px 8px;
    border-radius: var(--_radius-chip);
    background: var(--_sunken);
    font-size: var(--_size-hint);
  }
  .lines {
    margin: 0;
    padding: 4px;
    list-style: none;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: var(--_row);
    padding: 4px 8px;
    border-radius: var(--_radius-field);
  }
  .line:hover {
    background: var(--_sunken);
  }
  .line .open {
    flex: 0 1 auto;
    font-weight: 500;
  }
  .meta {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    color: var(--_ink-2);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .more {
    flex: none;
    align-self: center;
    margin: 8px;
  }
  .ghost .skeleton {
    display: block;
    block-size: 12px;
    inline-size: 70%;
  }
  @container (max-width: 520px) {
    .condition > .field {
      flex: 1 1 40%;
    }
    .head > .field {
      max-inline-size: 150px;
    }
    .head .label {
      display: none;
    }
  }
`;
