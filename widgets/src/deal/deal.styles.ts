// Owns the look of <kith-deal>.
import { css } from 'lit';

export const dealSheet = css`
  :host {
    --_block-size: var(--kith-deal-height, auto);
    --_pad: 16px;
    min-block-size: 420px;
  }
  :host([density='dense']) {
    --_pad: 12px;
  }
  .frame {
    position: relative;
    min-block-size: inherit;
    overflow: visible;
  }
  .head {
    flex: none;
    padding: var(--_pad);
    border-block-end: 1px solid var(--_line);
  }
  .title {
    margin: 0;
    font-size: var(--_size-page);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .field.title {
    margin: -6px 0 0 -10px;
    inline-size: calc(100% + 20px);
    border-color: transparent;
  }
  .field.title:hover {
    border-color: var(--_line-strong);
  }
  .stage-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-start: 8px;
  }
  .stage-line .stage {
    inline-size: auto;
    max-inline-size: 100%;
  }
  .space {
    flex: 1;
  }
  .tool {
    flex: none;
    inline-size: 32px;
    padding: 0;
  }
  .chip {
    padding: 2px 10px;
    border-radius: var(--_radius-chip);
    background: var(--_sunken);
    font-weight: 500;
  }
  .end {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-weight: 500;
  }
  .end.good {
    color: var(--_good);
  }
  .end.bad {
    color: var(--_bad);
  }
  .body {
    display: grid;
    gap: 20px;
    padding: var(--_pad);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
    gap: 12px 16px;
  }
  .pair {
    min-inline-size: 0;
  }
  label,
  .label {
    display: block;
    margin: 0 0 4px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .plain {
    display: block;
    min-block-size: 32px;
    margin: 0;
    padding-block: 5px;
    overflow-wrap: anywhere;
  }
  .money {
    display: flex;
    gap: 6px;
  }
  .money select {
    flex: none;
    inline-size: 84px;
  }
  .people ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .people .label + ul + .picker,
  .people .picker {
    max-inline-size: 420px;
  }
  .people h3:not(:first-child) {
    margin-block-start: 16px;
  }
  .person {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 40px;
  }
  .link {
    min-inline-size: 0;
    padding: 4px 0;
    border: 0;
    overflow: hidden;
    background: none;
    color: var(--_accent);
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
  }
  .role {
    flex: 0 1 180px;
    min-inline-size: 80px;
    margin-inline-start: auto;
  }
  span.role {
    color: var(--_ink-2);
    text-align: end;
  }
  .problem {
    margin: 4px 0 0;
    color: var(--_bad);
    font-size: var(--_size-hint);
  }
  .history {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .history li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 16px;
    padding-block: 8px;
  }
  .history li + li {
    border-block-start: 1px solid var(--_line);
  }
  .history strong {
    font-weight: 600;
  }
  .when {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
  }
  .restore {
    align-self: center;
    margin-block-end: 32px;
  }
  .frame > .badge {
    position: absolute;
    inset: 8px 8px auto auto;
  }
  .bar {
    inline-size: 70%;
    block-size: 14px;
    margin-block: 8px;
  }
  .bar.short {
    inline-size: 35%;
    block-size: 10px;
  }
`;
