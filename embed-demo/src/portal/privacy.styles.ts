// Owns what the page of privacy adds to the look of pages.
import { css } from 'lit';

export const privacySheet = css`
  .addresses {
    margin: 0 0 12px;
    padding-block: 4px;
    list-style: none;
  }
  .addresses li {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
    padding-block: 6px;
  }
  .addresses li + li {
    border-block-start: 1px solid var(--_line);
  }
  .addresses .about {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .addresses .level {
    color: var(--_ink-2);
    text-align: end;
  }
  .addresses .whole {
    display: block;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .period {
    max-inline-size: 420px;
    margin-block-end: 16px;
  }
  .work {
    display: flex;
    gap: 12px;
    align-items: center;
    margin-block-start: 12px;
  }
  .work .progress {
    flex: 1;
  }
  .tick {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .tick input {
    margin: 0;
    accent-color: var(--_accent);
  }
  h3 {
    margin: 16px 0 8px;
    font-size: var(--_size-body);
    font-weight: 600;
  }
  .why {
    max-inline-size: 60ch;
    margin: 0 0 12px;
    color: var(--_ink-2);
  }
`;
