// Owns the five dots that say how well somebody is known: full and hollow, so that colour says nothing alone.
import { css, html } from 'lit';

export const strengthSheet = css`
  .strength {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 2px;
  }
  .strength i {
    inline-size: 6px;
    block-size: 6px;
    border: 1px solid var(--_ink-3);
    border-radius: var(--_radius-chip);
  }
  .strength i.full {
    border-color: var(--_accent);
    background: var(--_accent);
  }
`;

/** @param grade 1 to 5. @param name what it is called by screen readers and on hover. */
export function strengthDots(grade: number, name: string) {
  return html`<span class="strength" part="strength" role="img" aria-label=${name} title=${name}
    >${[1, 2, 3, 4, 5].map((place) => html`<i class=${place <= grade ? 'full' : ''}></i>`)}</span
  >`;
}
