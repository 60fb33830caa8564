// Owns the look of what comes after the first paint of <kith-contact>.
import { css } from 'lit';

export const contactRestSheet = css`
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
`;
