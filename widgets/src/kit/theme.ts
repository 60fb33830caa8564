// Owns the look that all widgets share, as adopted stylesheets: what they stand on, and the few controls.
import { signals } from '@kith/sdk/theme';
import { css, unsafeCSS } from 'lit';
import { baseSheet, colourRules, groundSheet } from './base.styles.ts';

export { frameSheet } from './base.styles.ts';

/** All tokens. */
export const tokenSheet = css`
  ${groundSheet} :host {
    ${unsafeCSS(colourRules(signals.light, signals.dark))}
  }
`;

/** The base with buttons and fields. */
export const controlSheet = css`
  ${baseSheet}
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 32px;
    padding: 0 12px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-field);
    background: var(--_surface);
    font-weight: 500;
    cursor: pointer;
    transition: background-color var(--_motion-quick);
  }
  .button:hover {
    background: var(--_sunken);
  }
  .button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_accent-ink);
  }
  .button.primary:hover {
    opacity: 0.92;
  }
  .button.quiet {
    border-color: transparent;
    background: none;
    color: var(--_ink-2);
  }
  .button.quiet:hover {
    background: var(--_sunken);
  }
  .button[disabled] {
    opacity: 0.55;
    cursor: default;
  }
  .field {
    inline-size: 100%;
    min-block-size: 32px;
    padding: 5px 9px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-field);
    background: var(--_surface);
  }
  .field::placeholder {
    color: var(--_ink-3);
    opacity: 1;
  }
  .field:focus-visible {
    border-color: var(--_accent);
    outline-offset: -1px;
  }
  .hint {
    color: var(--_ink-3);
    font-size: var(--_size-hint);
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
