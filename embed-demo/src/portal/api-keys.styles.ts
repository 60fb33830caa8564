// Owns what the page of API keys adds to the look of pages.
import { css } from 'lit';

export const apiKeysSheet = css`
  fieldset {
    margin: 16px 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  fieldset .choice {
    margin-block: 8px 0;
    color: var(--_ink);
    font-size: inherit;
  }
  .permissions {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(180px, 1fr));
    gap: 0 16px;
    margin: 8px 0 0 24px;
  }
  code {
    font: 12px / 1.6 ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
  }
  .end {
    margin-block-start: 16px;
  }
  .mark {
    margin-inline-start: 6px;
    padding: 1px 8px;
    border-radius: var(--_radius-chip);
    background: var(--_warn-wash);
    color: var(--_warn);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
`;
