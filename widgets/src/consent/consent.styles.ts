// Owns how <kith-consent> looks.
import { css } from 'lit';

export const consentSheet = css`
  :host {
    --_block-size: var(--kith-consent-height, auto);
  }
  .head .button:first-of-type {
    margin-inline-start: auto;
  }
  .note {
    display: flex;
    gap: 8px;
    margin: 0;
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
    background: var(--_warn-wash);
    color: var(--_warn);
  }
  .note .icon {
    margin-block-start: 2px;
  }
  .stack {
    display: flex;
    flex-direction: column;
    gap: 10px;
  }
  textarea {
    resize: vertical;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
  }
  .wording {
    padding-block: 2px;
    white-space: pre-line;
  }
  .state-mark {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 1px 8px;
    border-radius: var(--_radius-chip);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .state-mark.given {
    background: var(--_good-wash);
    color: var(--_good);
  }
  .state-mark.withdrawn {
    background: var(--_bad-wash);
    color: var(--_bad);
  }
  .state-mark.struck {
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .struck-out .name,
  .struck-out .wording {
    color: var(--_ink-2);
    text-decoration: line-through;
  }
  .past {
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .past h3 {
    margin: 0;
    padding: 8px 16px 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .past .advice {
    margin: 0;
    padding: 8px 16px;
    color: var(--_ink-2);
  }
  .past .more {
    margin: 0 8px 8px;
  }
`;
