// Owns the look of <kith-contact>.
import { css } from 'lit';

export const contactSheet = css`
  :host {
    --_block-size: var(--kith-contact-height, 480px);
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
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .body:focus-visible {
    outline-offset: -2px;
  }
  .body > * + * {
    margin-block-start: 16px;
  }
  .label {
    margin: 0 0 6px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .points {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .points.next {
    flex: none;
    padding: 10px var(--_pad) 0;
  }
  .points li {
    display: flex;
    align-items: center;
    gap: 10px;
    min-inline-size: 0;
    color: var(--_ink-3);
  }
  .point {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  span.point {
    color: var(--_ink);
  }
  .notes,
  .theirs,
  .text {
    margin: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .notes-field {
    display: block;
    min-block-size: 78px;
    max-block-size: 240px;
    field-sizing: content;
    resize: vertical;
  }
  .notes-state {
    margin-block-start: 4px;
    font-size: var(--_size-hint);
  }
  .problem {
    margin: 0;
    color: var(--_bad);
  }
  .theirs {
    margin-block-start: 6px;
    padding: 6px 10px;
    border-inline-start: 2px solid var(--_line-strong);
    color: var(--_ink-2);
    font-size: var(--_size-body);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 8px;
  }
  .timeline {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .event {
    position: relative;
    display: flex;
    gap: 10px;
    padding-block: 8px;
  }
  .event + .event::before {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 38px 0;
    border-block-start: 1px solid var(--_line);
    content: '';
  }
  .sign {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: var(--_radius-chip);
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .what {
    flex: 1;
    min-inline-size: 0;
  }
  summary {
    border-radius: 4px;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover .subject {
    text-decoration: underline;
    text-decoration-color: var(--_line-strong);
    text-underline-offset: 3px;
  }
  .line-1 {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .subject,
  .preview {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .subject {
    flex: 1;
    font-weight: 500;
  }
  time,
  .line-2 {
    color: var(--_ink-3);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
  }
  .line-2 {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
  }
  .locked {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .locked .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .preview {
    display: block;
    margin-block-start: 2px;
    color: var(--_ink-2);
  }
  details[open] .preview {
    display: none;
  }
  .text {
    margin-block-start: 6px;
    color: var(--_ink-2);
  }
  .none {
    margin: 0;
    color: var(--_ink);
  }
  .none span {
    color: var(--_ink-3);
  }
  .restore {
    align-self: center;
    margin-block-end: auto;
  }
  .ghost .avatar,
  .ghost .line {
    background: var(--_line);
  }
  .line {
    inline-size: 45%;
    block-size: 10px;
    margin-block: 6px;
  }
  .line.title {
    block-size: 14px;
  }
  .line.wide {
    inline-size: 80%;
    margin-block-start: 18px;
  }
`;
