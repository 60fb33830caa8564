// Owns how <kith-merge> looks.
import { css } from 'lit';

export const mergeSheet = css`
  :host {
    --_block-size: var(--kith-merge-height, auto);
  }
  .frame {
    overflow: visible;
  }
  .find {
    min-block-size: 56px;
    padding: 12px;
  }
  .note {
    margin: 8px 0 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
`;
