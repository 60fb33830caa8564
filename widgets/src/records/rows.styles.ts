// Owns the look of records as a sheet or a list.
import { css } from 'lit';

export const rowsSheet = css`
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
  .check {
    inline-size: 40px;
    padding: 0 0 0 12px;
  }
  .check input {
    display: block;
    margin: 0;
    accent-color: var(--_accent);
  }
  .chosen td {
    background: var(--_accent-wash);
  }
  td:first-child,
  .check + td {
    font-weight: 500;
  }
  .right,
  .right > button,
  .right > .plain {
    justify-content: flex-end;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  tr:not(.chosen):hover td {
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
  .ghost .skeleton {
    display: block;
    block-size: 12px;
    inline-size: 70%;
  }
`;
