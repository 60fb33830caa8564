// Owns the look of toasts.
import { css } from 'lit';

export const toastSheet = css`
  :host {
    position: fixed;
    box-sizing: border-box;
    inset: auto auto 0 0;
    inline-size: min(420px, 100%);
    max-block-size: 100dvh;
    margin: 0;
    padding: 16px;
    border: 0;
    overflow: hidden auto;
    background: none;
    pointer-events: none;
  }
  :host(:not(:popover-open)) {
    display: none;
  }
  ol {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    gap: 4px 8px;
    padding: 6px 6px 6px 14px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: 0 2px 4px rgb(16 19 31 / 0.08), 0 8px 24px rgb(16 19 31 / 0.16);
    pointer-events: auto;
    animation: rise var(--_motion-calm) ease-out;
  }
  li[data-theme='light'] {
    color-scheme: light;
  }
  li[data-theme='dark'] {
    color-scheme: dark;
  }
  li > .icon {
    color: var(--_bad);
  }
  .text {
    flex: 1;
    min-inline-size: 0;
    padding-block: 5px;
    overflow-wrap: anywhere;
  }
  .button {
    flex: none;
    padding-inline: 10px;
  }
  .button.undo {
    color: var(--_accent);
  }
  .button.dismiss {
    inline-size: 32px;
    padding: 0;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
`;
