// Owns the look of the portal's pages of text and forms.
import { css } from 'lit';

export const pageSheet = css`
  .page {
    max-inline-size: 760px;
    margin-inline: auto;
    padding: 32px 16px 48px;
  }
  h1 {
    margin: 0;
    font-size: var(--_size-page);
    font-weight: 600;
  }
  h2 {
    margin: 32px 0 8px;
    font-size: var(--_size-title);
    font-weight: 600;
  }
  .lead {
    max-inline-size: 60ch;
    margin: 6px 0 24px;
    color: var(--_ink-2);
  }
  .card {
    margin: 0 0 12px;
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
  .steps {
    padding-inline-start: 36px;
  }
  .steps li {
    padding-block: 6px;
    overflow-wrap: anywhere;
  }
  label {
    display: block;
    margin-block-end: 4px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .segment {
    margin-block-start: 12px;
  }
  .choice {
    display: flex;
    gap: 8px;
    align-items: center;
    margin-block: 12px 0;
    font-weight: 400;
  }
  .choice input {
    flex: none;
    margin: 0;
    accent-color: var(--_accent);
  }
  .entry {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .entry .field {
    flex: 1 1 220px;
    inline-size: auto;
  }
  .hint {
    margin: 6px 0 0;
  }
  .problem {
    margin: 6px 0 0;
    color: var(--_bad);
    font-size: var(--_size-hint);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .key .about {
    flex: 1 1 200px;
    min-inline-size: 0;
  }
  .key .about .hint {
    display: block;
    margin: 0;
    overflow-wrap: anywhere;
  }
  /* What can be done stays together, below what it is done to. */
  @media (max-width: 480px) {
    .key .about {
      flex-basis: calc(100% - 56px);
    }
  }
  .key .about strong {
    display: block;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  pre {
    margin: 12px 0 0;
    padding: 12px;
    overflow-x: auto;
    border-radius: var(--_radius-field);
    background: var(--_sunken);
    color: var(--_ink);
    font: 12px / 1.6 ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    white-space: pre;
  }
  .confirm {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin: 12px 0 0;
  }
  .confirm p {
    flex: 1 1 240px;
    margin: 0;
  }
  .none {
    color: var(--_ink-2);
    text-align: center;
  }
  .none strong {
    display: block;
    color: var(--_ink);
    font-weight: 600;
  }
  .secret {
    border-color: var(--_accent);
  }
  .secret h2 {
    margin: 0 0 4px;
  }
  .secret pre {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;
