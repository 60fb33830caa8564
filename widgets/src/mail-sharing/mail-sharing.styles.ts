// Owns how <kith-mail-sharing> looks.
import { css } from 'lit';

export const mailSharingSheet = css`
  :host {
    --_block-size: var(--kith-mail-sharing-height, auto);
  }
  .paused {
    display: flex;
    gap: 6px;
    color: var(--_warn);
    font-size: var(--_size-hint);
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
  }
  .more {
    margin: 0 8px 8px;
  }
`;
