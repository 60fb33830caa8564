// Owns how <kith-record-acts> looks.
import { css } from 'lit';

export const recordActsSheet = css`
  :host {
    --_block-size: var(--kith-record-acts-height, auto);
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
`;
