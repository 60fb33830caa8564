// Owns how <kith-trash> looks.
import { css } from 'lit';

export const trashSheet = css`
  :host {
    --_block-size: var(--kith-trash-height, 480px);
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .tabs [aria-selected='true'] {
    background: var(--_accent-wash);
    color: var(--_ink);
    font-weight: 600;
  }
  .body {
    padding-block: 4px;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 4px 12px;
    min-block-size: 48px;
    padding: 4px 8px;
  }
  :host([density='dense']) .row {
    min-block-size: 40px;
  }
  .what {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-inline-size: 0;
  }
  .name,
  .meta {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    font-weight: 500;
  }
  .meta,
  .when {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .when {
    flex: none;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .row .button {
    flex: none;
  }
  @container (max-width: 420px) {
    .when {
      display: none;
    }
  }
`;
