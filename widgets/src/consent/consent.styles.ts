// Owns how <kith-consent> looks.
import { css } from 'lit';

export const consentSheet = css`
  :host {
    --_block-size: var(--kith-consent-height, auto);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_line);
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
  form {
    display: flex;
    flex-direction: column;
    gap: 10px;
    padding: 12px 16px;
    border-block-end: 1px solid var(--_line);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
    gap: 10px;
    align-items: start;
  }
  .stack,
  .label {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .stack {
    gap: 10px;
  }
  .label {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .label .field {
    color: var(--_ink);
    font-size: var(--_size-body);
    font-weight: 400;
  }
  textarea {
    resize: vertical;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .wrong {
    color: var(--_bad);
    font-size: var(--_size-hint);
  }
  .entries {
    margin: 0;
    padding: 4px 16px;
    list-style: none;
  }
  .entries li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
    min-block-size: 52px;
    padding-block: 8px;
  }
  .entries li + li {
    border-block-start: 1px solid var(--_line);
  }
  .what {
    flex: 1 1 220px;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .what p {
    margin: 0;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
  }
  .name {
    font-weight: 500;
  }
  .meta {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
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
  .ghost {
    block-size: 14px;
    margin: 19px 16px;
  }
`;
