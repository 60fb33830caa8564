// Owns what the forms of the account page share: the way back, and saying that it is done.
import { css, html, type TemplateResult } from 'lit';
import { Attempt } from './attempt.ts';
import { fieldSheet } from './field.styles.ts';
import type { WordKey } from './problems.ts';

/** What was done, ready to be put into words. */
export interface Done {
  key: WordKey;
  values: Record<string, string>;
}

/**
 * Base of the account page's forms.
 * @fires kith-done - `detail` is `Done`. @fires kith-cancel - nothing was changed.
 */
export class SecurityForm extends Attempt {
  static override styles = [
    ...[Attempt.styles].flat(),
    fieldSheet,
    css`
      form,
      .coming {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
        max-inline-size: 400px;
      }
      .coming {
        min-block-size: 330px;
      }
      .hint,
      .lead {
        margin: 0;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-block-start: 4px;
      }
      .key-of-factor {
        display: flex;
        flex-wrap: wrap;
        gap: 16px;
        align-items: center;
      }
      .key-of-factor > div {
        flex: 1 1 160px;
        min-inline-size: 0;
      }
      .qr {
        flex: none;
        inline-size: 176px;
        block-size: 176px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius-field);
        background: #fff;
      }
      .key-label {
        display: block;
        color: var(--_ink-2);
        font-size: var(--_size-hint);
        font-weight: 500;
      }
      code {
        font: 13px / 1.7 ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];

  protected done(key: WordKey, values: Record<string, string> = {}): void {
    this.tell<Done>('kith-done', { key, values });
  }

  protected buttons(word: WordKey): TemplateResult {
    return html`<div class="buttons">${this.submitButton(word)} ${this.cancelButton()}</div>`;
  }

  protected cancelButton(): TemplateResult {
    return html`<button class="button quiet" type="button" @click=${() => this.tell('kith-cancel', null)}>
      ${this.t('cancel')}
    </button>`;
  }
}
