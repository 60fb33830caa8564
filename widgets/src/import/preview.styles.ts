// Owns the look of the rows of a file: what will be written and why not, and what is done about it.
import { css } from 'lit';

export const previewSheet = css`
  .scroll {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    border-block-start: 1px solid var(--_line);
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .scroll:focus-visible {
    outline-offset: -2px;
  }
  .table {
    inline-size: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  .table th,
  .table td {
    padding: 4px 8px;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: middle;
  }
  .table tr > :first-child {
    padding-inline-start: 16px;
  }
  .table tr > :last-child {
    padding-inline-end: 16px;
  }
  .table thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_surface);
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .table .number {
    inline-size: 76px;
    font-variant-numeric: tabular-nums;
  }
  .why .pair {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .why .button {
    white-space: nowrap;
    min-block-size: 24px;
    padding: 0 8px;
    font-size: var(--_size-hint);
  }
  .offer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin: 0;
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
  }
  .why {
    color: var(--_ink-2);
    overflow-wrap: anywhere;
  }
  .samples {
    display: block;
    color: var(--_ink-2);
  }
  .none {
    padding: 24px;
    color: var(--_ink-2);
    text-align: center;
  }
  .more {
    margin: 8px 16px;
  }
`;
