// Owns how far something is: a bar with its numbers in words.
import type { Language } from '@kith/sdk/words';
import { css, html } from 'lit';

export const progressSheet = css`
  .progress {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-inline-size: 0;
  }
  .progress progress {
    appearance: none;
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--_sunken);
    overflow: hidden;
  }
  .progress progress::-webkit-progress-bar {
    background: var(--_line);
  }
  .progress progress::-webkit-progress-value {
    background: var(--_accent);
    transition: inline-size 180ms;
  }
  .progress progress::-moz-progress-bar {
    background: var(--_accent);
  }
  .progress .numbers {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-variant-numeric: tabular-nums;
  }
  @media (prefers-reduced-motion: reduce) {
    .progress progress::-webkit-progress-value {
      transition: none;
    }
  }
`;

interface Progress {
  /** What is under way, for screen readers. */
  label: string;
  done: number;
  /** Null while nobody knows. */
  total: number | null;
  /** The numbers in words: `3,120 of 50,000 rows`. */
  text: string;
}

export const progressBar = ({ label, done, total, text }: Progress) => html`<div class="progress">
  ${
    total === null
      ? html`<progress aria-label=${label}></progress>`
      : html`<progress aria-label=${label} max=${Math.max(1, total)} .value=${Math.min(done, total)}></progress>`
  }
  <span class="numbers">${text}</span>
</div>`;

/** A whole number as the language writes it. */
export const wholeNumber = (value: number, language: Language) => new Intl.NumberFormat(language).format(value);
