// Owns the card that shows a secret once: to be copied, then put away.
import { html, nothing } from 'lit';
import type { PortalWords } from './words.ts';

export interface ShownSecret {
  title: string;
  /** What it is of, and that it is not shown again. */
  why: string;
  secret: string;
  /** Undefined before somebody tried. */
  copied: boolean | undefined;
}

interface Acts {
  copy(): void;
  /** It is kept elsewhere: the card goes. */
  kept(): void;
}

export function secretCard({ title, why, secret, copied }: ShownSecret, t: PortalWords, { copy, kept }: Acts) {
  return html`<section class="card secret" role="status" aria-label=${title}>
    <h2>${title}</h2>
    <p class="hint">${why}</p>
    <pre tabindex="0">${secret}</pre>
    <div role="status">${copied === false ? html`<p class="problem">${t('notCopied')}</p>` : nothing}</div>
    <div class="confirm">
      <button class="button primary" type="button" @click=${copy}>${t(copied ? 'copied' : 'secretCopy')}</button>
      <button class="button quiet" type="button" @click=${kept}>${t('secretKept')}</button>
    </div>
  </section>`;
}

/** @returns whether the browser let it be copied. */
export const copyText = (text: string): Promise<boolean> =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
