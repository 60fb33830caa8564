// Owns the look of the settings, the tabs and the foot of an import, and of all of it where there is little room.
import { css } from 'lit';

export const stepsSheet = css`
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
