// Owns the look of one entry of a timeline: a sign, what happened, when, and the small print.
import { css } from 'lit';

export const eventSheet = css`
  .event {
    position: relative;
    display: flex;
    gap: 10px;
    padding-block: 10px;
  }
  .event + .event::before {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 38px 0;
    border-block-start: 1px solid var(--_line);
    content: '';
  }
  .sign {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: var(--_radius-chip);
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .what {
    position: relative;
    flex: 1;
    min-inline-size: 0;
  }
  .line-1 {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .line-2 {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
  }
  .locked {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .locked .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .event time,
  .event .line-2 {
    flex: none;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
  }
`;
