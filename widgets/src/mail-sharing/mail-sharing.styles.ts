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
  .declined {
    display: flex;
    gap: 6px;
    color: var(--_ink-2);
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
  :host([record][given='to-me']) {
    --_block-size: auto;
    min-block-size: 0;
  }
  :host([record]) .given {
    block-size: auto;
    margin-block-start: 8px;
  }
  .given-title {
    margin: 0;
    padding: 10px 16px 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
`;
