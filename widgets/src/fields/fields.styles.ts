// Owns the look of <kith-fields>.
import { css } from 'lit';

export const fieldsSheet = css`
  :host {
    --_block-size: var(--kith-fields-height, 560px);
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 12px 16px;
    border-block-end: 1px solid var(--_line);
  }
  .types {
    display: flex;
    flex: 1 0 auto;
    gap: 4px;
  }
  .tab {
    min-block-size: 32px;
    padding: 0 10px;
    border: 0;
    border-radius: var(--_radius-field);
    background: none;
    color: var(--_ink-2);
    font-weight: 500;
    cursor: pointer;
  }
  .tab:hover {
    background: var(--_sunken);
  }
  .tab[aria-pressed='true'] {
    background: var(--_accent-wash);
    color: var(--_ink);
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .list {
    margin: 0;
    padding: 4px 8px;
    list-style: none;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 40px;
    padding-inline: 8px 4px;
    border-radius: var(--_radius-field);
  }
  .line:hover {
    background: var(--_sunken);
  }
  .open {
    position: relative;
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 10px;
    min-inline-size: 0;
    padding: 6px 0;
    border: 0;
    background: none;
    text-align: start;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .open .title {
    font-weight: 500;
  }
  .mark {
    padding: 0 8px;
    border-radius: var(--_radius-chip);
    background: var(--_sunken);
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .line:hover .mark {
    background: var(--_surface);
  }
  .bare {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_ink-2);
    cursor: pointer;
  }
  .bare:hover {
    background: var(--_line);
  }
  .bare[disabled] {
    opacity: 0.35;
    cursor: default;
  }
  .form {
    display: grid;
    gap: 12px;
    max-inline-size: 420px;
    margin: 4px 8px 12px;
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_raised);
  }
  .label {
    display: block;
    margin-block-end: 4px;
    padding: 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .check {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .options {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .options > .button {
    justify-self: start;
  }
  .option {
    display: flex;
    gap: 4px;
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
  }
  .warning {
    margin: 0;
    padding: 8px 10px;
    border-radius: var(--_radius-field);
    background: var(--_warn-wash);
    color: var(--_ink);
  }
  .warning ul {
    margin: 4px 0 0;
    padding-inline-start: 18px;
  }
  .danger {
    border-color: var(--_bad);
    color: var(--_bad);
  }
  .job {
    margin: 0 8px 8px;
  }
  .ghost {
    block-size: 14px;
    margin: 13px 16px;
  }
`;
