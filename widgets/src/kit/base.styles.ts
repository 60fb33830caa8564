// Owns the look that everything stands on: tokens, box, type, focus, icons, and the card around a widget.
import { tokens } from '@kith/sdk/theme';
import { css, unsafeCSS } from 'lit';

/**
 * Colours as rules, read through `--_*` inside a widget. Each falls back to Kith's own value, so that a host page can set
 * any `--kith-*` on the element or anywhere above it. They follow the page's `color-scheme`, live, until `theme` says
 * otherwise: there is no script in it and so no flash.
 */
export function colourRules<Name extends string>(light: Record<Name, string>, dark: Record<Name, string>): string {
  let rules = '';
  for (const name in light) rules += `--_${name}:var(--kith-${name},light-dark(${light[name]},${dark[name]}));`;
  return rules;
}

const fixedRules = Object.entries(tokens.fixed).map(([name, value]) => `--_${name}:var(--kith-${name},${value});`);

/** The tokens of a calm card; those that say good or bad come with `tokenSheet`. */
export const groundSheet = css`
  :host {
    ${unsafeCSS(colourRules(tokens.light, tokens.dark) + fixedRules.join(''))}
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
`;

/** What everything stands on: the box, the type, the focus and the icons. */
export const baseSheet = css`
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
