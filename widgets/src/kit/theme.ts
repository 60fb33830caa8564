// Owns the look that all widgets share, as adopted stylesheets: the tokens and the few controls.
import { tokens } from '@kith/sdk/theme';
import { css, unsafeCSS } from 'lit';

const colours = Object.entries(tokens.light).filter(([name]) => name !== 'shadow');
const dark = new Map(Object.entries(tokens.dark));

/**
 * Tokens, read through `--_*` inside a widget. Each falls back to Kith's own value, so that a host page can set any
 * `--kith-*` on the element or anywhere above it. Colours follow the page's `color-scheme`, live, until `theme`
 * says otherwise: there is no script in it and so no flash.
 */
const tokenRules = [
  ...colours.map(([name, value]) => `--_${name}:var(--kith-${name},light-dark(${value},${dark.get(name)}));`),
  ...Object.entries(tokens.fixed).map(([name, value]) => `--_${name}:var(--kith-${name},${value});`),
].join('');

export const tokenSheet = css`
  :host {
    ${unsafeCSS(tokenRules)}
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
`;

export const controlSheet = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
    color: var(--_ink);
    font: 400 var(--_size-body) / var(--_leading) var(--_font);
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  a {
    color: var(--_accent);
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
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
  .icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** The card that a widget stands in; its size is fixed before any data is there. */
export const frameSheet = css`
  :host {
    block-size: var(--_block-size);
    container-type: inline-size;
  }
  .frame {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
`;
