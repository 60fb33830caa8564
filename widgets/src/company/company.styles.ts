// Owns the look of <kith-company>.
import { css } from 'lit';

export const companySheet = css`
  :host {
    --_block-size: var(--kith-company-height, 560px);
    --_pad: 16px;
  }
  :host([density='dense']) {
    --_pad: 12px;
  }
  .head {
    display: flex;
    flex: none;
    align-items: center;
    gap: 12px;
    padding: var(--_pad);
    border-block-end: 1px solid var(--_line);
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  .name,
  .role {
    margin: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    font-size: var(--_size-title);
    font-weight: 600;
  }
  .role {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .body {
    flex: 1;
    min-block-size: 0;
    padding: var(--_pad);
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .body > * + * {
    margin-block-start: 16px;
  }
  .points {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .points li {
    display: flex;
    align-items: center;
    gap: 10px;
    color: var(--_ink-3);
  }
  .points li > :last-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .label {
    margin: 0 0 6px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .people {
    margin: 0 -8px;
    padding: 0;
    list-style: none;
  }
  .person {
    display: flex;
    align-items: center;
    gap: 10px;
    inline-size: 100%;
    min-block-size: 40px;
    padding: 2px 8px;
    border: 0;
    border-radius: var(--_radius-field);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .person:hover {
    background: var(--_sunken);
  }
  .person .main {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .person time {
    flex: none;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
  }
  .gone .main {
    color: var(--_ink-2);
  }
  .none {
    margin: 0;
  }
  .ghost-line {
    inline-size: 60%;
    block-size: 12px;
    margin: 14px var(--_pad);
  }
`;
