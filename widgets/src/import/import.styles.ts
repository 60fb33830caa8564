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
`;
