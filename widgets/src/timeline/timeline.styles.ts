// Owns the look of <kith-timeline>.
import { css } from 'lit';

export const timelineSheet = css`
  :host {
    --_block-size: var(--kith-timeline-height, 560px);
    --_pad: 16px;
  }
  :host([density='dense']) {
    --_pad: 12px;
  }
  .head {
    display: flex;
    flex: none;
    align-items: center;
    gap: 8px;
    padding: 10px var(--_pad);
  }
  .kinds {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 6px;
  }
  .chip {
    min-block-size: 26px;
    padding: 0 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-chip);
    background: none;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
    cursor: pointer;
  }
  .chip:hover {
    background: var(--_sunken);
  }
  .chip[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent-wash);
    color: var(--_accent);
  }
  .frame > .note-form {
    flex: none;
    padding: 0 var(--_pad) 10px;
  }
  .note-form {
    position: relative;
  }
  .note-field {
    display: block;
    max-block-size: 240px;
    field-sizing: content;
    resize: none;
  }
  .note-state:empty {
    display: none;
  }
  .note-state {
    margin-block-start: 4px;
    font-size: var(--_size-hint);
  }
  .problem {
    color: var(--_bad);
  }
  .actions {
    display: flex;
    gap: 8px;
    margin-block-start: 8px;
  }
  .offer {
    position: absolute;
    z-index: 1;
    inset-inline-start: var(--_pad);
    min-inline-size: 200px;
    max-inline-size: calc(100% - 2 * var(--_pad));
    margin: 4px 0 0;
    padding: 4px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-field);
    background: var(--_raised);
    box-shadow: var(--_shadow, 0 6px 20px rgb(16 19 31 / 0.15));
    list-style: none;
  }
  .offer li {
    padding: 6px 8px;
    overflow: hidden;
    border-radius: 4px;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
  }
  .offer li[aria-selected='true'] {
    background: var(--_accent-wash);
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    padding: 4px var(--_pad) var(--_pad);
    overflow-y: auto;
    border-block-start: 1px solid var(--_line);
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .body:focus-visible {
    outline-offset: -2px;
  }
  .list {
    flex: none;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .event[data-kind='task_done'] .sign {
    background: var(--_good-wash);
    color: var(--_good);
  }
  .title {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    font-weight: 500;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .text {
    margin-block-start: 2px;
    color: var(--_ink-2);
    overflow-wrap: anywhere;
  }
  .text summary {
    overflow: hidden;
    border-radius: 4px;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
    list-style: none;
  }
  .text summary::-webkit-details-marker {
    display: none;
  }
  .text[open] summary {
    white-space: pre-wrap;
  }
  .fields {
    margin: 2px 0 0;
    padding: 0;
    color: var(--_ink-2);
    list-style: none;
    overflow-wrap: anywhere;
  }
  .fields:empty {
    display: none;
  }
  .field-name {
    color: var(--_ink-3);
  }
  .fields ins {
    color: var(--_ink);
    text-decoration: none;
  }
  .fields del {
    color: var(--_ink-3);
  }
  .tools {
    display: flex;
    gap: 2px;
    margin-block-start: 2px;
    margin-inline-start: -6px;
  }
  .tool {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    inline-size: 26px;
    block-size: 26px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_ink-3);
    cursor: pointer;
  }
  .tool .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .tool:hover {
    background: var(--_sunken);
    color: var(--_ink);
  }
  .more {
    flex: none;
    align-self: center;
    margin-block: 8px;
  }
  .ghost .sign,
  .ghost .line {
    background: var(--_line);
  }
  .line {
    inline-size: 40%;
    block-size: 10px;
    margin-block: 5px;
    border-radius: 4px;
  }
  .line.wide {
    inline-size: 75%;
  }
`;
