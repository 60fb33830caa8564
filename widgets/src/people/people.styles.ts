// Owns the look of <kith-people>.
import { css } from 'lit';

export const peopleSheet = css`
  :host {
    --_block-size: var(--kith-people-height, 480px);
    --_row: 40px;
  }
  :host([density='dense']) {
    --_row: 32px;
  }
  .head {
    display: flex;
    flex: none;
    align-items: center;
    gap: 8px;
    padding: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .search {
    position: relative;
    flex: 1;
    min-inline-size: 0;
  }
  .search .icon {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-start: 9px;
    color: var(--_ink-3);
    pointer-events: none;
  }
  .search .field {
    padding-inline-start: 32px;
    border-color: transparent;
    background: var(--_sunken);
  }
  .search .field:focus-visible {
    border-color: var(--_accent);
    background: var(--_surface);
  }
  .field::-webkit-search-cancel-button {
    appearance: none;
    inline-size: 0;
  }
  .clear {
    position: absolute;
    inset-block-start: 4px;
    inset-inline-end: 4px;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_ink-3);
    cursor: pointer;
  }
  .clear .icon {
    position: static;
    inline-size: 14px;
    block-size: 14px;
  }
  .clear:hover {
    background: var(--_line);
    color: var(--_ink);
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    padding-block: 4px;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .list {
    flex: none;
    margin: 0;
    padding: 0 4px;
    list-style: none;
  }
  .list:focus-visible {
    outline: none;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 10px;
    block-size: var(--_row);
    padding-inline: 8px;
    border-radius: var(--_radius-field);
    cursor: pointer;
    scroll-margin-block: 4px;
  }
  .row:hover {
    background: var(--_sunken);
  }
  .row[aria-selected='true'] {
    background: var(--_accent-wash);
  }
  .list:focus-visible .row.active {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  :host([density='dense']) .avatar {
    inline-size: 22px;
    block-size: 22px;
    font-size: 9px;
  }
  .name,
  .meta {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    flex: 0 1 auto;
    min-inline-size: 35%;
    max-inline-size: max-content;
    font-weight: 500;
  }
  .meta {
    flex: 1 1 0;
    min-inline-size: 0;
    color: var(--_ink-2);
  }
  .when {
    flex: none;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .next {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 4px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .next .icon {
    inline-size: 13px;
    block-size: 13px;
  }
  .next.late {
    color: var(--_bad);
  }
  .row[aria-selected='true'] .when {
    color: var(--_ink-2);
  }
  .more {
    flex: none;
    align-self: center;
    margin-block: 8px;
  }
  .ghost {
    cursor: default;
  }
  .ghost:hover {
    background: none;
  }
  .ghost .avatar {
    background: var(--_line);
  }
  .bar {
    block-size: 10px;
  }
  .bar.wide {
    inline-size: 38%;
  }
  .bar.short {
    inline-size: 24%;
  }
  .bar.tiny {
    inline-size: 36px;
    margin-inline-start: auto;
  }
  .strength.none {
    inline-size: 38px;
  }
  @container (max-width: 420px) {
    .strength {
      display: none;
    }
  }
  /* What is to come counts more than what was. */
  @container (max-width: 420px) {
    .next + .when {
      display: none;
    }
  }
  @container (max-width: 300px) {
    .next,
    .when {
      display: none;
    }
  }
`;
