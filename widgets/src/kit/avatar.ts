// Owns a person's stand-in picture: initials on a hue from the name, in classes because style attributes break under a strict CSP.
import { avatarOf } from '@kith/sdk/theme';
import { css, html, unsafeCSS } from 'lit';

const hueStep = 15;
const hues = Array.from({ length: 360 / hueStep }, (_, index) => `.hue-${index}{--h:${index * hueStep}}`).join('');

export const avatarSheet = css`
  .avatar {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: var(--_radius-chip);
    background: light-dark(oklch(0.93 0.045 var(--h)), oklch(0.33 0.06 var(--h)));
    color: light-dark(oklch(0.42 0.11 var(--h)), oklch(0.88 0.07 var(--h)));
    font-size: 11px;
    font-weight: 600;
    letter-spacing: 0.02em;
    user-select: none;
  }
  .avatar.large {
    inline-size: 44px;
    block-size: 44px;
    font-size: 16px;
  }
  ${unsafeCSS(hues)}
`;

/** Decoration beside a name, so hidden from screen readers. */
export function avatar(name: string, size: 'small' | 'large' = 'small') {
  const { initials, hue } = avatarOf(name);
  return html`<span class="avatar ${size} hue-${Math.floor(hue / hueStep)}" part="avatar" aria-hidden="true">${initials}</span>`;
}
