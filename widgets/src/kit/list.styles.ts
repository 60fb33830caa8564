// Owns how widgets that are one long list look: what scrolls, its rows, its tabs and the button for more.
import { css } from 'lit';

export const listSheet = css`
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .rows {
    flex: none;
    margin: 0;
    padding: 0 8px;
    list-style: none;
  }
  .row {
    border-block-end: 1px solid var(--_line);
  }
  .row:last-child {
    border-block-end: 0;
  }
  .tabs {
    display: flex;
    flex: 1;
    gap: 4px;
  }
  .more {
    flex: none;
    align-self: center;
    margin-block: 8px;
  }
  .bar {
    block-size: 10px;
    inline-size: 40%;
  }
`;
