// Owns the look of the board's columns and cards.
import { css } from 'lit';

export const columnsSheet = css`
  .columns {
    display: flex;
    flex: 1;
    gap: 8px;
    min-block-size: 0;
    padding: 8px;
    overflow: auto hidden;
    overscroll-behavior-inline: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
    scroll-padding-inline: 8px;
  }
  .column {
    display: flex;
    flex: 1 0 248px;
    flex-direction: column;
    min-inline-size: 0;
    max-inline-size: 340px;
    min-block-size: 0;
    border-radius: var(--_radius-card);
    background: var(--_sunken);
  }
  .stage {
    flex: none;
    padding: 8px 8px 8px 12px;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 32px;
  }
  .line .icon {
    color: var(--_ink-3);
  }
  h3 {
    margin: 0;
    overflow: hidden;
    font-size: var(--_size-body);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .count {
    flex: 1;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
  }
  .sum {
    min-block-size: 1.4em;
    margin: 0;
    overflow: hidden;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .cards {
    flex: 1;
    min-block-size: 80px;
    padding: 0 8px 8px;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
    scroll-padding-block: 8px;
  }
  .cards ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    margin: 0;
    padding: 2px 0 0;
    list-style: none;
  }
  .card {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    inline-size: 100%;
    padding: 8px 10px;
    border: 1px solid var(--_line);
    border-radius: 8px;
    background: var(--_raised);
    text-align: start;
    cursor: pointer;
    user-select: none;
    -webkit-touch-callout: none;
    transition: border-color var(--_motion-quick);
  }
  :host([density='dense']) .card {
    padding: 5px 8px;
  }
  .card:hover {
    border-color: var(--_line-strong);
  }
  .card.lifted {
    border: 1px dashed var(--_accent);
    background: var(--_accent-wash);
  }
  .ghost-card {
    position: fixed;
    inset: 0 auto auto 0;
    margin: 0;
    color: var(--_ink);
    box-shadow: 0 2px 4px rgb(16 19 31 / 0.1), 0 10px 28px rgb(16 19 31 / 0.22);
    pointer-events: none;
  }
  .carrying,
  .carrying .card {
    cursor: grabbing;
  }
  .title {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .amount {
    font-variant-numeric: tabular-nums;
  }
  .who {
    overflow: hidden;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .foot {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 20px;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
  }
  .foot .avatar {
    inline-size: 18px;
    block-size: 18px;
    font-size: 8px;
  }
  .owner {
    overflow: hidden;
    min-inline-size: 0;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .end {
    display: inline-flex;
    align-items: center;
    gap: 3px;
    font-weight: 500;
  }
  .end .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .end.good {
    color: var(--_good);
  }
  .end.bad {
    color: var(--_bad);
  }
  .days {
    flex: none;
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
  .none {
    margin: 0;
    padding: 12px 4px;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
    text-align: center;
  }
  .more {
    inline-size: 100%;
    margin-block-start: 6px;
  }
  .ghost .bar {
    inline-size: 50%;
    block-size: 12px;
    margin-block: 10px 6px;
  }
  .ghost .bar.short {
    inline-size: 30%;
    block-size: 9px;
  }
  .block {
    block-size: 84px;
    margin-block-start: 6px;
    border-radius: 8px;
  }
  @container (max-width: 520px) {
    .columns:not(.carrying) {
      scroll-snap-type: x mandatory;
    }
    .column {
      flex-basis: calc(100% - 40px);
      scroll-snap-align: start;
    }
    .column + .column:last-child {
      scroll-snap-align: end;
    }
  }
`;
