// Owns the look of <kith-deals>.
import { css } from 'lit';

export const dealsSheet = css`
  :host {
    --_block-size: var(--kith-deals-height, auto);
    min-block-size: 50px;
  }
  .frame {
    min-block-size: inherit;
  }
  .frame > .badge {
    align-self: flex-end;
    margin: 6px;
  }
  ul {
    margin: 0;
    padding: 4px;
    list-style: none;
  }
  .deal {
    display: flex;
    align-items: center;
    gap: 4px 12px;
    inline-size: 100%;
    min-block-size: 40px;
    padding: 4px 8px;
    border: 0;
    border-radius: var(--_radius-field);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  :host([density='dense']) .deal {
    min-block-size: 32px;
  }
  .deal:hover {
    background: var(--_sunken);
  }
  .name {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    font-weight: 500;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .stage {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 4px;
    max-inline-size: 40%;
    overflow: hidden;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .stage.good {
    color: var(--_good);
  }
  .stage.bad {
    color: var(--_bad);
  }
  .amount {
    flex: none;
    min-inline-size: 72px;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .none {
    margin: 0;
    padding: 14px 16px;
  }
  .none span {
    color: var(--_ink-3);
  }
  .more {
    align-self: center;
    margin-block-end: 8px;
  }
  .wait {
    padding: 18px 16px;
  }
  .bar {
    display: block;
    inline-size: 50%;
    block-size: 12px;
  }
`;
