// Owns the row by which an owner asks a second factor of everybody in the organization.
import { createKithClient, unwrap } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations } from 'lit';
import type { SignedIn } from './account.ts';
import { accountPageSheet } from './account-page.styles.ts';
import { Attempt } from './attempt.ts';
import { fieldSheet } from './field.styles.ts';
import { pageSheet } from './page.styles.ts';
import type { WordKey } from './problems.ts';

/** `<kith-sign-in-policy>`: a row of the account page. */
export class KithSignInPolicy extends Attempt {
  static override styles = [...[Attempt.styles].flat(), pageSheet, fieldSheet, accountPageSheet];
  static override properties: PropertyDeclarations = {
    person: { attribute: false },
    required: { state: true },
    said: { state: true },
  };

  declare person: SignedIn | undefined;
  declare private required: boolean | undefined;
  declare private said: WordKey | undefined;

  protected override firstUpdated(): void {
    void this.attempt(async () => {
      this.required = (await unwrap(this.#client.GET('/v1/organization/sign-in-policy'))).mfaRequired;
    });
  }

  get #client() {
    if (!this.person) throw new Error('The row was drawn without a person');
    return createKithClient(this.person.session);
  }

  #ask(mfaRequired: boolean) {
    this.said = undefined;
    void this.attempt(async () => {
      const body = { mfaRequired };
      this.required = (await unwrap(this.#client.PUT('/v1/organization/sign-in-policy', { body }))).mfaRequired;
      this.said = this.required ? 'policyIsOn' : 'policyIsOff';
    });
  }

  protected override render() {
    const { t, person, required } = this;
    const organization = person?.organization.name ?? '';
    return html`<section class="card" aria-labelledby="policy-name" aria-busy=${required === undefined && this.busy}>
      <div class="row">
        <div class="about">
          <h2 id="policy-name">${t('policy')}</h2>
          <p>${t(required ? 'policyOn' : 'policyOff', { organization })}</p>
        </div>
        <button
          class="button"
          type="button"
          ?disabled=${this.busy || required === undefined}
          @click=${() => this.#ask(!required)}
        >
          ${t(required ? 'policyStop' : 'policyAsk')}
        </button>
      </div>
      <div role="status">${this.said ? html`<p class="done">${t(this.said)}</p>` : nothing}</div>
      ${this.problemText()}
    </section>`;
  }
}
