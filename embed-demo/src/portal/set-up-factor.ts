// Owns setting up a second factor: its key as a picture and as text, then the first code.
import { html, type PropertyDeclarations } from 'lit';
import { codeField, digitsOf } from './fields.ts';
import type { NewFactor } from './security.ts';
import { SecurityForm } from './security-form.ts';

/** `<kith-set-up-factor>`. Events as in `SecurityForm`. */
export class KithSetUpFactor extends SecurityForm {
  static override properties: PropertyDeclarations = { factor: { state: true }, proven: { state: true } };

  declare private factor: NewFactor | undefined;
  /** The factor is on, and recovery codes are shown. */
  declare private proven: boolean;

  constructor() {
    super();
    this.proven = false;
  }

  protected override firstUpdated(): void {
    void this.#begin();
  }

  async #begin() {
    await this.attempt(async (account) => {
      this.factor = await account.security.beginFactor();
    });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('#code')?.focus();
  }

  #submit(event: SubmitEvent) {
    const code = this.entry(event, 'code', 'emptyCode');
    const { factor } = this;
    if (code === null || !factor) return;
    void this.attempt(async (account) => {
      await account.security.proveFactor(factor.id, digitsOf(code));
      if ((await account.recoveryCodes.left()) === null) this.done('factorIsOn');
      else this.proven = true;
    });
  }

  protected override render() {
    const { t, factor } = this;
    if (this.proven) {
      return html`<kith-recovery-codes .account=${this.account} .email=${this.email} .doneWord=${'factorIsOn'} .language=${this.language}></kith-recovery-codes>`;
    }
    if (!factor) return this.#coming();
    return html`<form novalidate @submit=${this.#submit}>
      <p class="lead">${t('factorScan')}</p>
      <div class="key-of-factor">
        <img class="qr" src=${factor.picture} alt=${t('factorPicture')} width="176" height="176" />
        <div>
          <span class="key-label" id="key-label">${t('factorKey')}</span>
          <code aria-labelledby="key-label" role="group" tabindex="0">${factor.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </div>
      </div>
      ${codeField(t, this.isAbout('emptyCode', 'wrongFactorCode'))} ${this.problemText()} ${this.buttons('factorTurnOn')}
    </form>`;
  }

  /** The box has its final size before the picture is there. */
  #coming() {
    if (this.problem) {
      return html`${this.problemText()}
        <div class="buttons">
          <button class="button primary" type="button" @click=${() => void this.#begin()}>${this.t('retry')}</button>
          ${this.cancelButton()}
        </div>`;
    }
    return html`<div class="coming" aria-busy="true"><span class="unseen">${this.t('loading')}</span></div>`;
  }
}
