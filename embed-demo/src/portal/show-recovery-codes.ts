// Owns showing new recovery codes, once: to copy, to download, and kept for sure before they go.
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import type { FactorChoice } from './account.ts';
import { codeField, digitsOf } from './fields.ts';
import type { WordKey } from './problems.ts';
import { SecurityForm } from './security-form.ts';

/** `<kith-recovery-codes>`: asks for a code of the app first, unless one was given just now. Events as in `SecurityForm`. */
export class KithRecoveryCodes extends SecurityForm {
  static override styles = [
    ...[SecurityForm.styles].flat(),
    css`
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(152px, 1fr));
        gap: 4px 16px;
        margin: 0;
        padding: 12px 16px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius-field);
        background: var(--_sunken);
        list-style: none;
      }
      a.button {
        color: var(--_ink);
        text-decoration: none;
      }
      .said {
        min-block-size: 20px;
        margin: 0;
        color: var(--_ink-2);
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    factor: { attribute: false },
    doneWord: { attribute: false },
    codes: { state: true },
    said: { state: true },
  };

  /** The factor whose code is asked for; left out just after it was set up. */
  declare factor: FactorChoice | undefined;
  /** What is said when the codes were kept. */
  declare doneWord: WordKey;
  declare private codes: string[] | undefined;
  declare private said: WordKey | undefined;

  constructor() {
    super();
    this.doneWord = 'recoveryKept';
  }

  protected override firstUpdated(): void {
    if (this.factor) super.firstUpdated();
    else void this.#make();
  }

  #prove(event: SubmitEvent) {
    const code = this.entry(event, 'code', 'emptyCode');
    const { factor } = this;
    if (code === null || !factor) return;
    void this.#make((account) => account.security.proveFactor(factor.id, digitsOf(code)));
  }

  async #make(first?: (account: NonNullable<typeof this.account>) => Promise<void>) {
    await this.attempt(async (account) => {
      await first?.(account);
      this.codes = await account.recoveryCodes.make();
    });
    // Just after a factor was set up there is nothing that anybody asked for: the factor is on without codes.
    if (!this.factor && this.problem?.code === 'recovery_not_offered') this.done(this.doneWord);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('ol')?.focus();
  }

  async #copy(codes: string[]) {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      this.said = 'recoveryCopied';
    } catch {
      // The browser said no: the words say how to go on.
      this.said = 'recoveryNotCopied';
    }
  }

  protected override render() {
    if (this.codes) return this.#list(this.codes);
    const { t } = this;
    if (this.factor) {
      return html`<form novalidate @submit=${this.#prove}>
        <p class="lead">${t('recoveryProve')}</p>
        ${codeField(t, this.isAbout('emptyCode', 'wrongFactorCode'))} ${this.problemText()} ${this.buttons('recoveryMake')}
      </form>`;
    }
    return html`<div class="coming" aria-busy=${this.busy}>
      ${this.problemText()}
      ${this.problem ? html`<div class="buttons"><button class="button primary" type="button" @click=${() => void this.#make()}>${t('retry')}</button></div>` : nothing}
    </div>`;
  }

  #list(codes: string[]) {
    const { t } = this;
    const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${t('recoveryFile', { email: this.email })}\n\n${codes.join('\n')}\n`)}`;
    return html`<div class="coming">
      <p class="lead">${t('recoveryLead')}</p>
      <ol tabindex="-1" aria-label=${t('recovery')}>${codes.map((code) => html`<li><code>${code}</code></li>`)}</ol>
      <div class="buttons">
        <button class="button" type="button" @click=${() => void this.#copy(codes)}>${t('recoveryCopy')}</button>
        <a class="button" href=${file} download="kith-recovery-codes.txt">${t('download')}</a>
      </div>
      <p class="said" role="status">${this.said ? t(this.said) : nothing}</p>
      <div class="buttons">
        <button class="button primary" type="button" @click=${() => this.done(this.doneWord)}>${t('recoveryKeptYes')}</button>
      </div>
    </div>`;
  }
}
