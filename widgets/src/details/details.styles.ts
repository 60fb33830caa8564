// Owns the look of <kith-details>.
import { css } from 'lit';

export const detailsSheet = css`
  :host {
    --_block-size: var(--kith-details-height, 320px);
    --_pad: 16px;
  }
  :host([bare]) {
    --_block-size: var(--kith-details-height, auto);
    --_pad: 0;
  }
  :host([bare]) .frame {
    border: 0;
    border-radius: 0;
    overflow: visible;
  }
  .head {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    padding: 12px var(--_pad) 0;
  }
  .head h3 {
    margin: 0;
    font-size: var(--_size-title);
    font-weight: 600;
  }
  .rows {
    flex: 1;
    min-block-size: 0;
    margin: 0;
    padding: 8px var(--_pad);
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  :host([bare]) .rows {
    overflow: visible;
    padding: 0;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(104px, 24%) minmax(0, 1fr);
    gap: 8px;
    align-items: start;
    padding-block: 2px;
  }
  dt {
    padding-block: 6px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  dd {
    min-inline-size: 0;
    margin: 0;
  }
  .value {
    position: relative;
    display: block;
    inline-size: 100%;
    min-block-size: 32px;
    padding: 5px 8px;
    border: 1px solid transparent;
    border-radius: var(--_radius-field);
    background: none;
    text-align: start;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  button.value {
    cursor: text;
  }
  button.value:hover {
    border-color: var(--_line-strong);
  }
  .blank {
    color: var(--_ink-3);
  }
  .chips,
  .jobs {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .chips,
  .jobs {
    white-space: normal;
  }
  .jobs {
    flex-direction: column;
  }
  .gone .firm {
    color: var(--_ink-2);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    max-inline-size: 100%;
    padding: 1px 8px;
    border-radius: var(--_radius-chip);
    background: var(--_accent-wash);
    color: var(--_ink);
    font-size: var(--_size-hint);
    overflow-wrap: anywhere;
  }
  .warned {
    padding: 1px 8px;
    border-radius: var(--_radius-chip);
    background: var(--_warn-wash);
    color: var(--_warn);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .bare {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_ink-2);
    cursor: pointer;
  }
  .bare .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .bare:hover {
    background: var(--_line);
  }
  .editor {
    display: grid;
    gap: 6px;
    padding-block: 2px 8px;
  }
  .editor > .button {
    justify-self: start;
    padding-inline: 4px;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 72px;
    gap: 6px;
  }
  .code {
    text-transform: uppercase;
  }
  .job-form {
    display: grid;
    grid-template-columns: 1fr 1fr 24px;
    gap: 6px;
    align-items: end;
    padding-block-end: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .job-form .bare {
    grid-area: 1 / 3;
    margin-block-end: 4px;
  }
  .small {
    display: grid;
    min-inline-size: 0;
  }
  .checks {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .check {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .problem {
    margin: 0;
    color: var(--_bad);
    font-size: var(--_size-hint);
  }
  .whole {
    align-self: start;
    margin-block-start: 4px;
    padding-inline: 0;
  }
  .ghost-row {
    block-size: 14px;
    margin-block: 11px;
  }
  @container (max-inline-size: 300px) {
    .row {
      grid-template-columns: 1fr;
      gap: 0;
    }
    .value {
      padding-inline: 0;
    }
  }
`;
