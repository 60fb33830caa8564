// Owns the sign-in and sign-up page.

import { icon } from '@kith/widgets/kit/icons.ts';
import { codeOf } from '@kith/widgets/kit/problem.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { CircleAlert, Eye, EyeOff, KeyRound } from 'lucide';
import type { Account, SignedIn } from './account.ts';
import { PortalPart } from './part.ts';
import { signInSheet } from './sign-in.styles.ts';
import type { PortalWords } from './words.ts';

type WordKey = Parameters<PortalWords>[0];

/** What each of Auth's codes means for the person. */
const meanings: Record<string, WordKey> = {
  invalid_credentials: 'wrongPassword',
  user_already_exists: 'emailTaken',
  email_exists: 'emailTaken',
  weak_password: 'weakPassword',
  email_address_invalid: 'badEmail',
  validation_failed: 'badEmail',
  confirm_mail: 'confirmMail',
  email_not_confirmed: 'confirmMail',
  over_request_rate_limit: 'tooMany',
  unreachable: 'notReached',
};

/**
 * `<kith-sign-in>`: e-mail and password, for a new account or an old one.
 * @fires kith-signed-in - `detail` is the `SignedIn`.
 * @fires kith-language - `detail.language` was chosen.
 */
export class KithSignIn extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), signInSheet];
  static override properties: PropertyDeclarations = {
    account: { attribute: false },
    mode: { state: true },
    visible: { state: true },
    capsLock: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  declare account: Account | undefined;
  declare private mode: 'signIn' | 'signUp';
  declare private visible: boolean;
  declare private capsLock: boolean;
  declare private busy: boolean;
  declare private problem: { key: WordKey; code: string } | undefined;
  #email = '';

  constructor() {
    super();
    this.mode = 'signIn';
    this.visible = false;
    this.capsLock = false;
    this.busy = false;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#email')?.focus();
  }

  async #submit(event: SubmitEvent) {
    event.preventDefault();
    if (this.busy || !this.account || !(event.currentTarget instanceof HTMLFormElement)) return;
    const form = new FormData(event.currentTarget);
    const [email, password] = [String(form.get('email') ?? '').trim(), String(form.get('password') ?? '')];
    this.#email = email;
    const missing = email === '' ? 'email' : password === '' ? 'password' : undefined;
    if (missing) {
      this.problem = { key: missing === 'email' ? 'emptyEmail' : 'emptyPassword', code: 'empty' };
      this.renderRoot.querySelector<HTMLInputElement>(`#${missing}`)?.focus();
      return;
    }
    this.busy = true;
    this.problem = undefined;
    try {
      const { account } = this;
      const signedIn = await (this.mode === 'signIn'
        ? account.signIn(email, password)
        : account.signUp(email, password));
      this.tell<SignedIn>('kith-signed-in', signedIn);
    } catch (error) {
      const code = codeOf(error);
      this.problem = { key: meanings[code] ?? 'notDone', code };
    }
    this.busy = false;
  }

  #switch() {
    this.mode = this.mode === 'signIn' ? 'signUp' : 'signIn';
    this.problem = undefined;
  }

  #watchCaps(event: KeyboardEvent) {
    this.capsLock = event.getModifierState?.('CapsLock') ?? false;
  }

  protected override render() {
    const { t } = this;
    return html`<main>
      <div class="brand">
        <img src="/icon.svg" alt="" />
        <h1>${t(this.mode === 'signIn' ? 'signInTitle' : 'signUpTitle')}</h1>
        <p>${t('tagline')}</p>
      </div>
      <form novalidate @submit=${this.#submit}>
        ${this.#emailField()} ${this.#passwordField()} ${this.#problemText()}
        <button class="button primary" type="submit" ?disabled=${this.busy}>
          ${t(this.busy ? 'working' : this.mode)}
        </button>
      </form>
      <div class="other">
        <button class="button quiet" type="button" @click=${this.#switch}>
          ${t(this.mode === 'signIn' ? 'toSignUp' : 'toSignIn')}
        </button>
      </div>
      <div class="languages" role="group" aria-label=${t('language')}>
        ${this.#languageButton('en', 'English')} ${this.#languageButton('ru', 'Русский')}
      </div>
    </main>`;
  }

  #emailField() {
    const wrong = this.problem !== undefined && ['emptyEmail', 'badEmail', 'emailTaken'].includes(this.problem.key);
    return html`<div>
      <label for="email">${this.t('email')}</label>
      <input
        class="field"
        id="email"
        name="email"
        type="email"
        autocomplete="username"
        inputmode="email"
        autocapitalize="off"
        spellcheck="false"
        aria-invalid=${wrong}
        aria-describedby="problem"
      />
    </div>`;
  }

  #passwordField() {
    const { t } = this;
    const wrong = this.problem !== undefined && ['emptyPassword', 'weakPassword'].includes(this.problem.key);
    return html`<div>
      <label for="password">${t('password')}</label>
      <div class="secret">
        <input
          class="field"
          id="password"
          name="password"
          type=${this.visible ? 'text' : 'password'}
          autocomplete=${this.mode === 'signIn' ? 'current-password' : 'new-password'}
          aria-invalid=${wrong}
          aria-describedby="password-note problem"
          @keydown=${this.#watchCaps}
          @keyup=${this.#watchCaps}
        />
        <button
          class="eye"
          type="button"
          aria-label=${t(this.visible ? 'hidePassword' : 'showPassword')}
          @click=${() => {
            this.visible = !this.visible;
          }}
        >
          ${icon(this.visible ? EyeOff : Eye)}
        </button>
      </div>
      <div id="password-note" role="status">${this.#passwordNote()}</div>
    </div>`;
  }

  #passwordNote() {
    if (this.capsLock) return html`<p class="note hint warn">${icon(KeyRound)} ${this.t('capsLock')}</p>`;
    return this.mode === 'signUp' ? html`<p class="note hint">${this.t('passwordRule')}</p>` : nothing;
  }

  #problemText() {
    const { problem } = this;
    return html`<div id="problem" role="alert" ?hidden=${problem === undefined}>
      ${
        problem &&
        html`<p class="problem">
          ${icon(CircleAlert)} <span>${this.t(problem.key, { email: this.#email, code: problem.code })}</span>
        </p>`
      }
    </div>`;
  }

  #languageButton(language: 'en' | 'ru', name: string) {
    return html`<button
      class="button quiet"
      type="button"
      lang=${language}
      aria-pressed=${this.language === language}
      @click=${() => this.tell('kith-language', { language })}
    >
      ${name}
    </button>`;
  }
}
