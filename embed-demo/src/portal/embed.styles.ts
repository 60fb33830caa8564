// Owns the look of the page for embed keys, beside that of all pages.
import { css } from 'lit';

export const embedSheet = css`
  fieldset {
    margin: 16px 0 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .widgets {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(180px, 1fr));
    gap: 0 16px;
  }
  fieldset .choice {
    margin-block: 8px 0;
    color: var(--_ink);
    font-size: inherit;
  }
  details {
    margin-block-start: 12px;
  }
  summary {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
    cursor: pointer;
  }
  details .button {
    margin-block-start: 8px;
  }
`;
