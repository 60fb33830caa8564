// Owns the look of <kith-company>.
import { css } from 'lit';

export const companySheet = css`
  :host {
    --_block-size: var(--kith-company-height, 560px);
  }
  .points li > :last-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
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
