// Owns getting in by a mail, with its link or its code: to sign in, or to set a new password.
import { html, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { MailPurpose } from './account.ts';
import { codeField, digitsOf, emailField } from './fields.ts';
import { Gate } from './gate.ts';

/** `<kith-mail-gate>`: asks for the address, then for the code. Events as in `Gate`. */
export class KithMailGate extends Gate {
  static override properties: PropertyDeclarations = { purpose: { attribute: false }, sent: { state: true } };

  declare purpose: MailPurpose;
  /** How many mails were asked for here. */
  declare private sent: number;

  constructor() {
    super();
    this.purpose = 'signIn';
    this.sent = 0;
  }

  protected override updated(changes: PropertyValues): void {
    if (changes.get('sent') !== undefined) this.renderRoot.querySelector<HTMLInputElement>('#email, #code')?.focus();
  }

  #ask(event: SubmitEvent) {
    const email = this.entry(event, 'email', 'emptyEmail')?.trim();
    if (!email) return;
    this.email = email;
    this.#send();
  }

  #send() {
    void this.attempt(async (account) => {
      await account.askForMail(this.purpose, this.email);
      this.sent += 1;
    });
  }

  #redeem(event: SubmitEvent) {
    const code = this.entry(event, 'code', 'emptyCode');
    if (code === null) return;
    void this.attempt(async (account) => {
      const arrival = await account.redeemCode(this.purpose, this.email, digitsOf(code));
      this.arrived({ arrival, choosePassword: this.purpose === 'password' });
    });
  }

  #again() {
    this.sent = 0;
    this.problem = undefined;
  }

  protected override render() {
    return this.sent > 0 ? this.#check() : this.#address();
  }

  #address() {
    const { t } = this;
    const forPassword = this.purpose === 'password';
    return this.frame({
      title: t(forPassword ? 'forgotTitle' : 'mailCodeTitle'),
      lead: t(forPassword ? 'forgotLead' : 'mailCodeLead'),
      form: html`<form novalidate @submit=${this.#ask}>
        ${emailField({ t, wrong: this.isAbout('emptyEmail', 'badEmail'), value: this.email })}
        ${this.problemText()} ${this.submitButton('sendMail')}
      </form>`,
      others: this.quietButton(t('backToSignIn'), () => this.go('signIn')),
    });
  }

  #check() {
    const { t, email } = this;
    return this.frame({
      title: t('checkMail'),
      lead: t(this.sent > 1 ? 'mailSentAgain' : 'mailSent', { email }),
      form: html`<form novalidate @submit=${this.#redeem}>
        ${codeField(t, this.isAbout('emptyCode', 'wrongCode'))} ${this.problemText()} ${this.submitButton('goOn')}
      </form>`,
      others: html`${this.quietButton(t('sendAgain'), () => this.#send())}
      ${this.quietButton(t('otherEmail'), () => this.#again())}`,
    });
  }
}
