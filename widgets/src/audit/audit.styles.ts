// Owns how <kith-audit> looks.
import { css } from 'lit';

export const auditSheet = css`
  :host {
    --_block-size: var(--kith-audit-height, 560px);
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_line);
  }
  .head label {
    display: flex;
    flex: 1 1 120px;
    flex-direction: column;
    gap: 2px;
    max-inline-size: 200px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .head .field {
    color: var(--_ink);
    font-size: var(--_size-body);
    font-weight: 400;
  }
  .rows {
    padding: 0 12px;
  }
  .row {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-block-size: 56px;
    padding-block: 8px;
  }
  :host([density='dense']) .row {
    min-block-size: 40px;
    padding-block: 4px;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: baseline;
  }
  .event {
    font-weight: 500;
  }
  .meta {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .line .meta:last-child {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
  }
  .changes {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 2px 12px;
    margin: 0;
    font-size: var(--_size-hint);
  }
  .changes dt {
    color: var(--_ink-2);
  }
  .changes dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .changes del {
    color: var(--_ink-2);
  }
  .changes ins {
    text-decoration: none;
  }
  .changes .none {
    color: var(--_ink-3);
  }
  .bar {
    block-size: 12px;
    inline-size: 50%;
  }
`;
