// Owns the question for the second factor at sign-in.
import { html, nothing, type PropertyDeclarations } from 'lit';
import type { FactorChoice } from './account.ts';
import { codeField, digitsOf, recoveryField } from './fields.ts';
import { Gate } from './gate.ts';

/** `<kith-second-factor>`: asks for the code of an authenticator app. Events as in `Gate`. @fires kith-sign-out - the person leaves. */
export class KithSecondFactor extends Gate {
  static override properties: PropertyDeclarations = {
    factors: { attribute: false },
    byRecovery: { state: true },
  };

  declare factors: FactorChoice[];
  /** A recovery code is asked for instead. */
  declare private byRecovery: boolean;

  constructor() {
    super();
    this.factors = [];
    this.byRecovery = false;
  }

  #submit(event: SubmitEvent) {
    const code = this.entry(event, 'code', 'emptyCode');
    const chosen = this.renderRoot.querySelector<HTMLSelectElement>('#factor')?.value ?? this.factors[0]?.id;
    if (code === null || chosen === undefined) return;
    void this.attempt(async (account) => {
      this.arrived({ arrival: await account.giveFactor(chosen, digitsOf(code)) });
    });
  }

  #recover(event: SubmitEvent) {
    const code = this.entry(event, 'recovery', 'emptyCode');
    if (code === null) return;
    void this.attempt(async (account) => {
      this.arrived({ arrival: await account.giveRecoveryCode(code) });
    });
  }

  async #switch() {
    this.byRecovery = !this.byRecovery;
    this.problem = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('input')?.focus();
  }

  protected override render() {
    return this.byRecovery ? this.#recovery() : this.#code();
  }

  #recovery() {
    const { t } = this;
    return this.frame({
      title: t('recoveryTitle'),
      lead: t('recoveryUse'),
      form: html`<form novalidate @submit=${this.#recover}>
        ${recoveryField(t, this.isAbout('emptyCode', 'wrongRecoveryCode'))} ${this.problemText()} ${this.submitButton('goOn')}
      </form>`,
      others: html`${this.quietButton(t('useApp'), () => void this.#switch())}
      ${this.quietButton(t('signOut'), () => this.tell('kith-sign-out', null))}`,
    });
  }

  #code() {
    const { t } = this;
    return this.frame({
      title: t('factorTitle'),
      lead: t('factorLead'),
      form: html`<form novalidate @submit=${this.#submit}>
        ${this.factors.length > 1 ? this.#choice() : nothing} ${codeField(t, this.isAbout('emptyCode', 'wrongFactorCode'))}
        ${this.problemText()} ${this.submitButton('goOn')}
      </form>`,
      others: html`${this.quietButton(t('noPhone'), () => void this.#switch())}
      ${this.quietButton(t('signOut'), () => this.tell('kith-sign-out', null))}`,
    });
  }

  #choice() {
    return html`<div>
      <label for="factor">${this.t('factorWhich')}</label>
      <select class="field" id="factor">
        ${this.factors.map(({ id, name }, index) => html`<option value=${id}>${name || this.t('factorNumber', { number: index + 1 })}</option>`)}
      </select>
    </div>`;
  }
}
