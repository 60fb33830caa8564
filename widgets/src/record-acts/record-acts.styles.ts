// Owns how <kith-record-acts> looks.
import { css } from 'lit';

export const recordActsSheet = css`
  :host {
    --_block-size: var(--kith-record-acts-height, auto);
  }
  .acts {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 4px 16px;
    list-style: none;
  }
  .acts li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
    min-block-size: 56px;
    padding-block: 8px;
  }
  .acts li + li {
    border-block-start: 1px solid var(--_line);
  }
  .acts p {
    margin: 0;
  }
  .what {
    flex: 1 1 220px;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .name {
    font-weight: 500;
  }
  .danger {
    border-color: var(--_bad);
    color: var(--_bad);
  }
  .danger:hover {
    background: var(--_bad-wash);
  }
  .problem {
    color: var(--_bad);
    font-size: var(--_size-hint);
  }
  .dialog p {
    margin: 0 0 12px;
  }
  .dialog .never {
    display: flex;
    gap: 8px;
    padding: 8px 12px;
    border-radius: var(--_radius-field);
    background: var(--_bad-wash);
    font-weight: 500;
  }
  .never .icon {
    margin-block-start: 2px;
    color: var(--_bad);
  }
  .skeleton {
    block-size: 14px;
    margin: 21px 16px;
  }
`;
