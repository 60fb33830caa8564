// Owns the sign-in and sign-up page.
import { html, type PropertyDeclarations, type PropertyValues } from 'lit';
import { emailField } from './fields.ts';
import { Gate } from './gate.ts';
import { PasswordField } from './password-field.ts';
import type { Provider } from './providers.ts';

/** `<kith-sign-in>`: e-mail and password, for a new account or an old one. Events as in `Gate`. */
export class KithSignIn extends Gate {
  static override properties: PropertyDeclarations = { mode: { state: true }, invited: { attribute: false } };

  declare private mode: 'signIn' | 'signUp';
  /** Whether an invitation led here: whoever is invited is likely to be new. */
  declare invited: boolean;
  readonly #password = new PasswordField(this);

  constructor() {
    super();
    this.mode = 'signIn';
    this.invited = false;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('invited') && this.invited) this.mode = 'signUp';
  }

  #submit(event: SubmitEvent) {
    const email = this.entry(event, 'email', 'emptyEmail')?.trim();
    const password = email && this.entry(event, 'password', 'emptyPassword');
    if (!email || !password) return;
    this.email = email;
    void this.attempt(async (account) => {
      const arrival = await (this.mode === 'signIn'
        ? account.signIn(email, password)
        : account.signUp(email, password, this.language));
      this.arrived({ arrival });
    });
  }

  #switch() {
    this.mode = this.mode === 'signIn' ? 'signUp' : 'signIn';
    this.problem = undefined;
  }

  /** Known already, unless somebody was signed in when the page was opened. */
  protected override firstUpdated(): void {
    super.firstUpdated();
    void this.account?.providers.load().then(() => this.requestUpdate());
  }

  protected override render() {
    const { t } = this;
    const known = this.mode === 'signIn';
    return this.frame({
      title: t(known ? 'signInTitle' : 'signUpTitle'),
      lead: t('tagline'),
      form: this.#form(known),
      others: html`${known && !this.#mayBeNew ? '' : this.quietButton(t(known ? 'toSignUp' : 'toSignIn'), () => this.#switch())}`,
    });
  }

  get #mayBeNew() {
    return this.invited || this.account?.providers.openToAll !== false;
  }

  #providerButton({ name, label }: Provider) {
    return html`<button
      class="button"
      type="button"
      ?disabled=${this.busy}
      @click=${() => void this.attempt((account) => account.providers.signIn(name))}
    >
      ${this.t('signInWith', { provider: label })}
    </button>`;
  }

  #form(known: boolean) {
    const { t } = this;
    const wrong = this.isAbout('emptyPassword', 'weakPassword', 'knownPassword');
    return html`<form novalidate @submit=${this.#submit}>
      ${emailField({ t, wrong: this.isAbout('emptyEmail', 'badEmail', 'emailTaken'), value: this.email })}
      <div class="with-way-out">
        ${this.#password.render({ t, label: 'password', wrong, least: this.account?.passwordLength ?? null }, !known)}
        ${known ? html`<button class="way-out" type="button" @click=${() => this.go('password')}>${t('forgot')}</button>` : ''}
      </div>
      ${this.problemText()} ${this.submitButton(this.mode)}
      ${known ? html`<button class="button" type="button" ?disabled=${this.busy} @click=${() => this.go('code')}>${t('codeInstead')}</button>` : ''}
      ${this.account?.providers.list.map((provider) => this.#providerButton(provider))}
    </form>`;
  }
}
