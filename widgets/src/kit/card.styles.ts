// Owns the look of a record's card: its head with name and role, and what stands below.
import { css } from 'lit';

export const cardSheet = css`
  :host {
    --_pad: 16px;
  }
  :host([density='dense']) {
    --_pad: 12px;
  }
  .head {
    display: flex;
    flex: none;
    align-items: center;
    gap: 12px;
    padding: var(--_pad);
    border-block-end: 1px solid var(--_line);
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  .name,
  .role {
    margin: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    font-size: var(--_size-title);
    font-weight: 600;
  }
  .role {
    min-block-size: 1.4em;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .body {
    flex: 1;
    min-block-size: 0;
    padding: var(--_pad);
    overflow-y: auto;
  }
  .body > * + * {
    margin-block-start: 16px;
  }
  .points {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .points li {
    display: flex;
    align-items: center;
    gap: 10px;
    min-inline-size: 0;
    color: var(--_ink-3);
  }
`;
