// Owns the look of <kith-import>.
import { css } from 'lit';

export const importSheet = css`
  :host {
    --_block-size: var(--kith-import-height, 640px);
  }
  .head {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-block-size: 44px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
  }
  h2,
  h3,
  p {
    margin: 0;
  }
  h2 {
    font-size: var(--_size-title);
    font-weight: 600;
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
  }
  .problem {
    flex: none;
    padding: 8px 16px;
    background: var(--_bad-wash);
    color: var(--_bad);
    overflow-wrap: anywhere;
  }
  .drop {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 240px;
    margin: 16px;
    padding: 16px;
    border: 1.5px dashed var(--_line-strong);
    border-radius: var(--_radius-card);
    text-align: center;
    text-wrap: balance;
  }
  .drop.over {
    border-color: var(--_accent);
    background: var(--_accent-wash);
  }
  .drop.waiting {
    border-color: var(--_line);
  }
  .drop .mark {
    display: inline-flex;
    padding: 10px;
    border-radius: var(--_radius-chip);
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .title {
    font-weight: 600;
  }
  .advice {
    max-inline-size: 48ch;
    color: var(--_ink-2);
    overflow-wrap: anywhere;
  }
  .drop .button {
    margin-block: 8px;
  }
  .label {
    padding: 0 16px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .recent {
    flex: none;
    max-block-size: 220px;
    margin: 0;
    padding: 4px 8px 8px;
    overflow-y: auto;
    list-style: none;
  }
  .earlier {
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: 100%;
    min-block-size: 36px;
    padding: 4px 8px;
    border: 0;
    border-radius: var(--_radius-field);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .earlier:hover {
    background: var(--_sunken);
  }
  .earlier .name {
    flex: 1;
  }
  .name,
  .samples {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    min-inline-size: 0;
    font-weight: 500;
  }
  .summary {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 12px 16px;
  }
  .summary .name {
    display: flex;
    align-items: center;
    gap: 6px;
    max-inline-size: 100%;
  }
  .good {
    display: inline-flex;
    color: var(--_good);
  }
  .warn {
    color: var(--_warn);
  }
  .about {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
    color: var(--_ink-2);
    white-space: nowrap;
  }
  select.field {
    max-inline-size: 100%;
    min-block-size: 32px;
    padding: 4px 6px;
    color: inherit;
    font: inherit;
  }
  .reading {
    display: flex;
    flex-basis: 100%;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .reading .about {
    min-inline-size: 0;
    margin-inline-start: 0;
  }
  .reading select.field {
    inline-size: 148px;
  }
  .new-field {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding-block: 4px;
  }
  .new-field input.field {
    flex: 1 1 160px;
    inline-size: auto;
  }
  .new-field select.field {
    flex: 0 1 140px;
  }
  .new-field .options {
    flex: 1 0 100%;
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .options .hint {
    flex: none;
  }
  .options ul {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    max-block-size: 120px;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  .option {
    max-inline-size: 220px;
    padding: 1px 8px;
    border: 1px solid var(--_line);
    border-radius: 999px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .new-field .pair {
    display: flex;
    gap: 4px;
  }
  .about .field {
    inline-size: auto;
    color: var(--_ink);
  }
  .out {
    color: var(--_ink-3);
  }
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
  .settings {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
    gap: 12px 16px;
    padding: 16px;
  }
  .settings label > span {
    display: block;
    margin-block-end: 4px;
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .settings .check {
    display: flex;
    align-items: center;
    gap: 8px;
    align-self: end;
    min-block-size: 32px;
  }
  .settings .check > span {
    margin: 0;
    font: inherit;
  }
  .check input {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    accent-color: var(--_accent);
  }
  .tabs {
    display: flex;
    flex: none;
    gap: 4px;
    padding: 0 16px;
    overflow-x: auto;
  }
  .tab {
    display: flex;
    flex: none;
    align-items: baseline;
    gap: 6px;
    padding: 8px 10px;
    border: 0;
    border-block-end: 2px solid transparent;
    background: none;
    color: var(--_ink-2);
    cursor: pointer;
  }
  .tab[aria-selected='true'] {
    border-color: var(--_accent);
    color: var(--_ink);
  }
  .figure {
    color: var(--_ink);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .tab.invalid .figure {
    color: var(--_bad);
  }
  .foot {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
    padding: 12px 16px;
    border-block-start: 1px solid var(--_line);
  }
  .foot .quiet {
    margin-inline-end: auto;
  }
  .bar {
    inline-size: min(320px, 80%);
    block-size: 8px;
    accent-color: var(--_accent);
  }
  .state .advice {
    font-variant-numeric: tabular-nums;
  }
  @container (max-width: 480px) {
    .about {
      margin-inline-start: 0;
    }
    .table thead .wide,
    .table tbody .samples {
      font-size: var(--_size-hint);
    }
    .table .number {
      inline-size: 64px;
    }
    .tabs {
      flex-wrap: wrap;
      padding-inline: 8px;
    }
    .tab {
      padding: 6px 8px;
    }
    .foot .button {
      flex: 1 1 auto;
    }
  }
`;
