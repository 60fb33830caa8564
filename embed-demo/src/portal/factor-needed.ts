// Owns the page of somebody whose organization asks for a second factor, while they have none.
import { html } from 'lit';
import { Gate } from './gate.ts';

/** `<kith-factor-needed>`: sets one up, and goes on. Events as in `Gate`. @fires kith-sign-out - the person leaves. */
export class KithFactorNeeded extends Gate {
  static override properties = { organization: { attribute: false } };

  /** Name of the organization that asks. */
  declare organization: string;

  constructor() {
    super();
    this.organization = '';
  }

  /** The field comes with the form, which takes the focus itself. */
  protected override firstUpdated(): void {
    void import('./define-account.ts');
  }

  #go(event: Event) {
    event.stopPropagation();
    void this.attempt(async (account) => {
      const arrival = await account.resume();
      if (arrival) this.arrived({ arrival });
      else this.#leave();
    });
  }

  #leave() {
    this.tell('kith-sign-out', null);
  }

  protected override render() {
    const { t, account, email, language, organization } = this;
    return this.frame({
      title: t('factorNeededTitle'),
      lead: t('factorNeeded', { organization }),
      form: html`<div class="box" @kith-done=${this.#go} @kith-cancel=${() => this.#leave()}>
          <kith-set-up-factor .account=${account} .email=${email} .language=${language}></kith-set-up-factor>
        </div>
        ${this.problemText()}`,
      others: this.quietButton(t('signOut'), () => this.#leave()),
    });
  }
}
