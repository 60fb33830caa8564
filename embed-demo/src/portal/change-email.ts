// Owns moving the account to another address.
import { html } from 'lit';
import { emailField } from './fields.ts';
import { SecurityForm } from './security-form.ts';

/** `<kith-change-email>`. Events as in `SecurityForm`. */
export class KithChangeEmail extends SecurityForm {
  #submit(event: SubmitEvent) {
    const email = this.entry(event, 'email', 'emptyEmail')?.trim();
    if (!email) return;
    if (email.toLowerCase() === this.email.toLowerCase()) {
      this.problem = { key: 'sameEmail', code: 'same_email' };
      return;
    }
    void this.attempt(async (account) => {
      await account.security.changeEmail(email);
      this.done('emailAsked', { email });
    });
  }

  protected override render() {
    const { t } = this;
    const wrong = this.isAbout('emptyEmail', 'badEmail', 'emailBelongs', 'sameEmail');
    return html`<form novalidate @submit=${this.#submit}>
      ${emailField({ t, wrong, label: 'newEmail' })}
      <p class="hint">${t('newEmailHint')}</p>
      ${this.problemText()} ${this.buttons('sendMail')}
    </form>`;
  }
}
