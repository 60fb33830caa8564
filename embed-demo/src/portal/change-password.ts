// Owns changing the password while signed in.
import { html } from 'lit';
import { PasswordField } from './password-field.ts';
import { SecurityForm } from './security-form.ts';

/** `<kith-change-password>`. Events as in `SecurityForm`. */
export class KithChangePassword extends SecurityForm {
  readonly #password = new PasswordField(this);

  #submit(event: SubmitEvent) {
    const password = this.entry(event, 'password', 'emptyPassword');
    if (password === null) return;
    void this.attempt(async (account) => {
      await account.security.changePassword(password);
      this.done('passwordSaved');
    });
  }

  protected override render() {
    const { t } = this;
    const wrong = this.isAbout('emptyPassword', 'weakPassword', 'knownPassword', 'samePassword');
    return html`<form novalidate @submit=${this.#submit}>
      <input name="username" autocomplete="username" .value=${this.email} hidden />
      ${this.#password.render({ t, label: 'newPassword', wrong, least: this.account?.passwordLength ?? null }, true)} ${this.problemText()} ${this.buttons('savePassword')}
    </form>`;
  }
}
