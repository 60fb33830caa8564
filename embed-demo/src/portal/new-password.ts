// Owns choosing a new password after the link or the code of a mail.
import { html } from 'lit';
import { Gate } from './gate.ts';
import { PasswordField } from './password-field.ts';

/** `<kith-new-password>`. @fires kith-password-chosen - `detail.saved` is false when the person keeps the old one. */
export class KithNewPassword extends Gate {
  readonly #password = new PasswordField(this);

  #submit(event: SubmitEvent) {
    const password = this.entry(event, 'password', 'emptyPassword');
    if (password === null) return;
    void this.attempt(async (account) => {
      await account.security.changePassword(password);
      this.tell('kith-password-chosen', { saved: true });
    });
  }

  protected override render() {
    const { t } = this;
    const wrong = this.isAbout('emptyPassword', 'weakPassword', 'knownPassword', 'samePassword');
    return this.frame({
      title: t('newPasswordTitle'),
      lead: t(this.account?.passwordEnded ? 'passwordEndedLead' : 'newPasswordLead', { email: this.email }),
      form: html`<form novalidate @submit=${this.#submit}>
        <input name="username" autocomplete="username" .value=${this.email} hidden />
        ${this.#password.render({ t, label: 'newPassword', wrong, least: this.account?.passwordLength ?? null }, true)} ${this.problemText()} ${this.submitButton('savePassword')}
      </form>`,
      others: this.quietButton(t('notNow'), () => this.tell('kith-password-chosen', { saved: false })),
    });
  }
}
