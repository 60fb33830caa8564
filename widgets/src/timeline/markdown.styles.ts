// Owns the look of what Markdown gives; the same for every note.
import { css } from 'lit';

export const markdownSheet = css`
  .md {
    margin-block-start: 4px;
    overflow-wrap: anywhere;
  }
  .md > :first-child {
    margin-block-start: 0;
  }
  .md > :last-child {
    margin-block-end: 0;
  }
  .md p,
  .md ul,
  .md ol,
  .md pre,
  .md blockquote {
    margin-block: 6px;
  }
  .md .plain {
    white-space: pre-wrap;
  }
  .md ul,
  .md ol {
    padding-inline-start: 20px;
  }
  .md blockquote {
    margin-inline: 0;
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--_line-strong);
    color: var(--_ink-2);
  }
  .md code {
    padding: 1px 4px;
    border-radius: 4px;
    background: var(--_sunken);
    font-family: ui-monospace, monospace;
    font-size: 0.92em;
  }
  .md pre {
    padding: 8px 10px;
    overflow-x: auto;
    border-radius: var(--_radius-field);
    background: var(--_sunken);
  }
  .md pre code {
    padding: 0;
    background: none;
  }
  .md hr {
    border: 0;
    border-block-start: 1px solid var(--_line);
  }
  .md .wide {
    overflow-x: auto;
  }
  .md table {
    border-collapse: collapse;
  }
  .md th,
  .md td {
    padding: 3px 8px;
    border: 1px solid var(--_line);
    text-align: start;
  }
  .md a {
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .md .mention {
    padding: 1px 4px;
    border-radius: 4px;
    background: var(--_accent-wash);
    color: var(--_accent);
    font-weight: 500;
  }
`;
