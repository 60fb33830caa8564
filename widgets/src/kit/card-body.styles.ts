// Owns the look of what stands below the head of a record's card, once it is there.
import { css } from 'lit';

export const cardBodySheet = css`
  .body {
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .body:focus-visible {
    outline-offset: -2px;
  }
  .label {
    margin: 0 0 6px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
`;
