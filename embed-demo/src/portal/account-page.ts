// Owns the account page: how one signs in, one row for each way, one of them open at a time.
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FactorChoice, SignedIn } from './account.ts';
import { accountPageSheet } from './account-page.styles.ts';
import { Attempt } from './attempt.ts';
import { fieldSheet } from './field.styles.ts';
import { pageSheet } from './page.styles.ts';
import type { WordKey } from './problems.ts';
import type { SecurityState } from './security.ts';
import type { Done } from './security-form.ts';

type Row = 'password' | 'email' | 'factor' | 'recovery';

interface RowLook {
  name: WordKey;
  about: string;
  button: TemplateResult | typeof nothing;
  form?: () => TemplateResult;
}

/** `<kith-account>`: password, e-mail, second factor and devices. */
export class KithAccount extends Attempt {
  static override styles = [...[Attempt.styles].flat(), stateSheet, pageSheet, fieldSheet, accountPageSheet];
  static override properties: PropertyDeclarations = {
    person: { attribute: false },
    state: { state: true },
    codesLeft: { state: true },
    failed: { state: true },
    open: { state: true },
    done: { state: true },
  };

  declare person: SignedIn | undefined;
  declare private state: SecurityState | undefined;
  /** Recovery codes that are left; null where none are offered. */
  declare private codesLeft: number | null;
  declare private failed: unknown;
  /** Row whose form is open, with the factor that is about to be removed. */
  declare private open: { row: Row; factor?: FactorChoice } | undefined;
  declare private done: { row: Row; words: Done } | undefined;

  protected override firstUpdated(): void {
    void this.#load();
  }

  async #load() {
    this.failed = undefined;
    try {
      const [state, left] = await Promise.all([this.account?.security.state(), this.account?.recoveryCodes.left()]);
      this.codesLeft = left ?? null;
      this.state = state;
    } catch (error) {
      this.failed = error;
    }
  }

  #show(row: Row, factor?: FactorChoice) {
    this.open = factor ? { row, factor } : { row };
    this.done = undefined;
    this.problem = undefined;
  }

  async #close(words?: Done) {
    const row = this.open?.row;
    if (!row) return;
    this.open = undefined;
    if (words) {
      this.done = { row, words };
      await this.#load();
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${row} button`)?.focus();
  }

  async #ask(factor: FactorChoice) {
    this.#show('factor', factor);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.question .quiet')?.focus();
  }

  #remove(factor: FactorChoice) {
    void this.attempt(async (account) => {
      await account.security.removeFactor(factor.id);
      await this.#close({ key: 'factorIsOff', values: {} });
    });
  }

  protected override render() {
    const { t } = this;
    return html`<div class="page" @kith-done=${(event: CustomEvent<Done>) => void this.#close(event.detail)} @kith-cancel=${() => void this.#close()}>
      <h1>${t('security')}</h1>
      <p class="lead">${t('securityLead')}</p>
      ${this.#rows()} ${this.#policy()}
    </div>`;
  }

  #rows() {
    const { t, state } = this;
    if (this.failed !== undefined) return errorState(this.failed, t, () => void this.#load());
    if (!state) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    const { account, email, language } = this;
    return html`${this.#row('password', {
      name: 'password',
      about: t('passwordRow'),
      button: this.#opener('password', 'changePassword'),
      form: () =>
        html`<kith-change-password .account=${account} .email=${email} .language=${language}></kith-change-password>`,
    })}
    ${this.#row('email', {
      name: 'email',
      about: state.nextEmail ? t('emailWaiting', { email: state.nextEmail }) : email,
      button: this.#opener('email', 'changeEmail'),
      form: () =>
        html`<kith-change-email .account=${account} .email=${email} .language=${language}></kith-change-email>`,
    })}
    ${this.#factorRow(state)} ${this.#recoveryRow(state)}
    <kith-ways-in .account=${account} .language=${language}></kith-ways-in>
    <kith-sessions .account=${account} .person=${this.person} .language=${language}></kith-sessions>`;
  }

  #policy() {
    const { account, person, language, state } = this;
    if (!state || !person?.permissions.includes('security.manage')) return nothing;
    return html`<kith-sign-in-policy .account=${account} .person=${person} .language=${language}></kith-sign-in-policy>`;
  }

  #factorRow({ factors }: SecurityState) {
    const { t, account, language, email } = this;
    const asked = this.open?.factor;
    return this.#row('factor', {
      name: 'factor',
      about: t(factors.length > 0 ? 'factorOn' : 'factorOff'),
      button:
        factors.length > 0
          ? html`${factors.map((factor) => this.#remover(factor))}`
          : this.#opener('factor', 'factorSetUp'),
      form: () =>
        asked
          ? this.#question(asked)
          : html`<kith-set-up-factor .account=${account} .email=${email} .language=${language}></kith-set-up-factor>`,
    });
  }

  #recoveryRow({ factors: [factor] }: SecurityState) {
    const { t, codesLeft } = this;
    if (codesLeft === null || !factor) return nothing;
    return this.#row('recovery', {
      name: 'recovery',
      about: codesLeft > 0 ? t('recoveryLeft', { count: codesLeft }) : t('recoveryNone'),
      button: this.#opener('recovery', 'recoveryAnew'),
      form: () =>
        html`<kith-recovery-codes .account=${this.account} .email=${this.email} .factor=${factor} .language=${this.language}></kith-recovery-codes>`,
    });
  }

  #row(row: Row, { name, about, button, form }: RowLook) {
    const open = this.open?.row === row;
    const done = this.done?.row === row ? this.done.words : undefined;
    return html`<section class="card" id=${row} aria-labelledby=${`${row}-name`}>
      <div class="row">
        <div class="about">
          <h2 id=${`${row}-name`}>${this.t(name)}</h2>
          <p>${about}</p>
        </div>
        ${open ? nothing : button}
      </div>
      <div role="status">${done ? html`<p class="done">${this.t(done.key, done.values)}</p>` : nothing}</div>
      ${open && form ? html`<div class="form">${form()}</div>` : nothing}
    </section>`;
  }

  #opener(row: Row, word: WordKey) {
    return html`<button class="button" type="button" ?disabled=${this.busy} @click=${() => this.#show(row)}>${this.t(word)}</button>`;
  }

  #remover(factor: FactorChoice) {
    const name = factor.name ? this.t('factorRemoveNamed', { name: factor.name }) : this.t('factorRemove');
    return html`<button class="button" type="button" ?disabled=${this.busy} @click=${() => void this.#ask(factor)}>${name}</button>`;
  }

  #question(factor: FactorChoice) {
    const { t } = this;
    return html`<div class="question">
      <p role="alert">${t('factorRemoveAsk')}</p>
      ${this.problemText()}
      <div class="buttons">
        <button class="button primary" type="button" ?disabled=${this.busy} @click=${() => this.#remove(factor)}>
          ${t(this.busy ? 'working' : 'factorRemoveYes')}
        </button>
        <button class="button quiet" type="button" @click=${() => void this.#close()}>${t('keep')}</button>
      </div>
    </div>`;
  }
}
