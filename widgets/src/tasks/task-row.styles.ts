// Owns the look of a task in <kith-tasks>, its menu, and what stands for tasks that are not there yet.
import { css } from 'lit';

export const taskRowSheet = css`
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
