// Owns the look of <kith-tasks>.
import { css } from 'lit';

export const tasksSheet = css`
  :host {
    --_block-size: var(--kith-tasks-height, 480px);
    --_row: 44px;
  }
  :host([density='dense']) {
    --_row: 36px;
  }
  .head {
    flex: none;
    padding: 10px 12px 0;
  }
  .head:empty {
    display: none;
  }
  .strip {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-block-start: 8px;
  }
  .strip .cadence {
    flex: 1 1 auto;
    margin: 0;
  }
  .switch {
    min-block-size: 28px;
    margin-inline-start: auto;
    padding-inline: 10px;
    font-size: var(--_size-hint);
  }
  .switch[aria-pressed='true'] {
    background: var(--_accent-wash);
    color: var(--_ink);
  }
  .problem {
    color: var(--_bad);
    font-size: var(--_size-hint);
  }
  .problem:not(:empty) {
    margin-block-start: 6px;
  }
  .cadence {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    min-block-size: 32px;
    margin-block-start: 8px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .cadence label {
    font-weight: 500;
  }
  .cadence .field {
    inline-size: auto;
    min-block-size: 28px;
    padding-block: 2px;
    color: var(--_ink);
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    padding: 4px 8px 12px;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .label {
    margin: 12px 4px 2px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  [data-group='overdue'] .label {
    color: var(--_bad);
  }
  .count {
    margin-inline-start: 4px;
    color: var(--_ink-3);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .list {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    position: relative;
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: var(--_row);
    padding: 4px;
    border-radius: var(--_radius-field);
  }
  .row:hover {
    background: var(--_sunken);
  }
  .tick {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 3px;
    padding: 0;
    border: 1.5px solid var(--_ink-3);
    border-radius: var(--_radius-chip);
    background: none;
  }
  button.tick {
    position: relative;
    cursor: pointer;
  }
  /* The finger's place is larger than what one sees. */
  button.tick::before {
    position: absolute;
    inset: -8px;
    content: '';
  }
  .tick.done {
    display: inline-grid;
    place-items: center;
    border-color: var(--_good);
    color: var(--_good);
  }
  .tick .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  button.tick:hover {
    border-color: var(--_good);
    background: var(--_good-wash);
  }
  .what {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-inline-size: 0;
  }
  .title {
    overflow-wrap: anywhere;
  }
  button.title {
    padding: 0;
    border: 0;
    background: none;
    text-align: start;
    cursor: pointer;
  }
  button.title:hover {
    text-decoration: underline;
  }
  .finished .title {
    color: var(--_ink-2);
    text-decoration: line-through;
  }
  .row.editing {
    background: var(--_accent-wash);
  }
  .details {
    display: -webkit-box;
    overflow: hidden;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    overflow-wrap: anywhere;
    white-space: pre-line;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .mark .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_ink-2);
    font-size: inherit;
    cursor: pointer;
  }
  .link:hover {
    color: var(--_accent);
    text-decoration: underline;
  }
  .when {
    flex: none;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
  }
  .when.late {
    color: var(--_bad);
  }
  .menu {
    flex: none;
  }
  .menu summary {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: var(--_radius-field);
    color: var(--_ink-3);
    cursor: pointer;
    list-style: none;
  }
  .menu summary::-webkit-details-marker {
    display: none;
  }
  .menu summary:hover,
  .menu[open] summary {
    background: var(--_line);
    color: var(--_ink);
  }
  .choices {
    position: absolute;
    z-index: 1;
    inset-block-start: calc(100% - 6px);
    inset-inline-end: 4px;
    display: grid;
    min-inline-size: 180px;
    padding: 4px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-field);
    background: var(--_raised);
    box-shadow: var(--_shadow, 0 6px 20px rgb(16 19 31 / 0.15));
  }
  .choices button {
    min-block-size: 32px;
    padding: 0 10px;
    border: 0;
    border-radius: 4px;
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .choices button:hover {
    background: var(--_sunken);
  }
  /* The last rows of a long list would open their menu below the edge. */
  section:last-of-type .row:nth-last-child(-n + 2):not(:nth-child(-n + 3)) .choices {
    inset-block: auto calc(100% - 6px);
  }
  .more {
    align-self: center;
    margin-block: 8px;
  }
  .ghost:hover {
    background: none;
  }
  .ghost .tick {
    border-color: var(--_line);
  }
  .bar {
    inline-size: 50%;
    block-size: 10px;
    background: var(--_line);
  }
`;
