// Owns the look of <kith-tags>.
import { css } from 'lit';

export const tagsSheet = css`
  :host {
    --_block-size: var(--kith-tags-height, 480px);
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
  .search {
    position: relative;
    flex: 1;
    min-inline-size: 160px;
  }
  .search .icon {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-start: 10px;
    color: var(--_ink-3);
    pointer-events: none;
  }
  .search .field {
    padding-inline-start: 32px;
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    padding-block: 4px;
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .list {
    flex: none;
    margin: 0;
    padding: 0 8px;
    list-style: none;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 2px;
    min-block-size: 44px;
    padding-inline: 8px 4px;
    border-radius: var(--_radius-field);
  }
  :host([density='dense']) .row {
    min-block-size: 36px;
  }
  .row:hover {
    background: var(--_sunken);
  }
  .what {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    min-inline-size: 0;
    padding-block: 4px;
  }
  .chip {
    min-inline-size: 0;
    padding: 1px 10px;
    /* Of one line it is a chip; a long name takes several. */
    border-radius: 11px;
    background: var(--_accent-wash);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .uses {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
  }
  .bare {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: 32px;
    block-size: 32px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-field);
    background: none;
    color: var(--_ink-2);
    cursor: pointer;
  }
  .bare:hover {
    background: var(--_line);
  }
  .form {
    display: grid;
    flex: none;
    gap: 6px;
    max-inline-size: 420px;
    margin: 4px 8px 8px;
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_raised);
  }
  .label {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 4px;
  }
  .problem,
  .question {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .problem {
    color: var(--_bad);
  }
  .ghost .bar {
    block-size: 14px;
    inline-size: 40%;
  }
  .more {
    flex: none;
    align-self: center;
    margin-block: 8px;
  }
`;
