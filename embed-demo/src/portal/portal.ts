// Owns the portal: who is signed in, what the address names, and the pages before the door.
import type { Language } from '@kith/sdk/words';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { Account, type Arrival, type FactorChoice, type SignedIn } from './account.ts';
import { Address } from './address.ts';
import type { Arrived, GateName } from './gate.ts';
import { type Notice, noticeSheet, noticeStrip } from './notice.ts';
import { PortalPart } from './part.ts';
import { noteInvitation, readKept } from './pending-invitation.ts';
import { portalSheet } from './portal.styles.ts';
import { portalPage } from './portal-page.ts';
import { type Change, RightsWatch } from './rights-watch.ts';
import { invitationHash, isNewPassword, newPasswordHash } from './route.ts';
import { chooseLanguage, chooseTheme, forgetInvitation, keptInvitation, readLanguage, type Theme } from './settings.ts';

/** `<kith-portal>`: Kith's own web face, made of its widgets. Takes the whole page. */
export class KithPortal extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), stateSheet, portalSheet, noticeSheet];
  static override properties: PropertyDeclarations = {
    account: { state: true },
    person: { state: true },
    factors: { state: true },
    needed: { state: true },
    gate: { state: true },
    ready: { state: true },
    problem: { state: true },
    notice: { state: true },
    invited: { state: true },
  };

  declare private account: Account | undefined;
  declare private person: SignedIn | undefined;
  /** Second factors to choose from, while one is asked for. */
  declare private factors: FactorChoice[] | undefined;
  /** Organization that asks for a second factor, which is still to be set up. */
  declare private needed: string | undefined;
  /** Page of those who are not signed in. */
  declare private gate: GateName;
  declare private ready: boolean;
  declare private problem: unknown;
  declare private notice: Notice | undefined;
  declare private invited: boolean;
  #email = '';
  readonly #address = new Address(() => this.requestUpdate());
  #leaving = new AbortController();
  readonly #rights = new RightsWatch({
    read: async (organizationId) => this.account?.reread(organizationId),
    changed: (arrival, change) => this.#renew(arrival, change),
  });

  constructor() {
    super();
    this.language = readLanguage();
    this.ready = false;
    this.gate = 'signIn';
    this.notice = this.#address.told;
    this.invited = false;
    noteInvitation(this.#address.route);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    chooseLanguage(this.language);
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    window.addEventListener('hashchange', () => this.#turn(), { signal });
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
    this.#rights.follow(undefined);
  }

  protected override updated(changes: PropertyValues): void {
    if (changes.has('person')) this.#rights.follow(this.person);
  }

  async #start() {
    this.problem = undefined;
    try {
      this.account ??= await Account.at(location.origin);
      const ended = this.account.whenEnded(() => this.#leave());
      this.#leaving.signal.addEventListener('abort', ended, { once: true });
      this.notice = (await this.#address.followLink(this.account)) ?? this.notice;
      const arrival = await this.account.resume();
      if (!arrival) await Promise.all([this.account.providers.load(), this.#tellOfInvitation()]);
      if (arrival) this.#arrive({ arrival });
    } catch (error) {
      this.problem = error;
    }
    this.ready = true;
  }

  #arrive({ arrival, choosePassword = false }: Arrived) {
    if (choosePassword || this.account?.passwordEnded) this.#address.goTo(newPasswordHash);
    this.factors = 'factors' in arrival ? arrival.factors : undefined;
    this.needed = 'needed' in arrival ? arrival.needed : undefined;
    if (!('person' in arrival)) return;
    this.person = arrival.person;
    if (!isNewPassword(this.#address.route)) this.#answerInvitation();
  }

  /** Before the door: says what one was invited to, and gives the address. */
  async #tellOfInvitation() {
    const told = this.account && (await readKept(this.account.apiUrl));
    if (!told || this.person) return;
    this.notice ??= told.notice;
    this.#email = told.email;
    this.invited = !told.notice.bad;
  }

  /** Leads a person to the invitation that they came for. */
  #answerInvitation() {
    const token = keptInvitation();
    if (token === null) return;
    this.notice = undefined;
    this.#address.goTo(invitationHash(token));
  }

  /** Works in another organization, of which nothing of this one stays on the screen. */
  async #enter(organizationId: string) {
    try {
      const arrival = await this.account?.enter(organizationId);
      if (!arrival) return;
      const entered = 'person' in arrival ? arrival.person : undefined;
      if (entered?.organization.id !== this.person?.organization.id) this.#address.goTo('');
      this.person = entered;
      this.#arrive({ arrival });
    } catch (error) {
      this.problem = error;
    }
  }

  /** Somebody else changed what the person may do, or where they belong. */
  #renew(arrival: Arrival, change: Change) {
    const before = this.person;
    if (!before) return;
    const organization = before.organization.name;
    if ('person' in arrival && change === 'names') {
      this.person = { ...arrival.person, session: before.session };
      return;
    }
    if (change === 'place') {
      this.#address.goTo('');
      this.person = undefined;
    }
    this.#arrive({ arrival });
    if (!this.person) return;
    this.notice = { key: change === 'place' ? 'placeChanged' : 'rightsChanged', values: { organization }, bad: false };
  }

  #onAnswered(joined: string | null) {
    forgetInvitation();
    this.invited = false;
    this.#address.goTo('');
    if (joined !== null) void this.#enter(joined);
  }

  #turn() {
    this.#address.turn();
    if (!noteInvitation(this.#address.route)) return;
    if (this.person) this.#answerInvitation();
    else void this.#tellOfInvitation();
  }

  #leave() {
    // What was said to the one who leaves is not for the next.
    if (this.person) this.notice = undefined;
    this.person = undefined;
    this.factors = undefined;
    this.needed = undefined;
    this.gate = 'signIn';
    document.title = 'Kith';
    this.#address.goTo('');
    void this.#tellOfInvitation();
  }

  #onPassword(saved: boolean) {
    if (this.account) this.account.passwordEnded = false;
    this.notice = saved ? { key: 'passwordSaved', values: {}, bad: false } : undefined;
    this.#address.goTo('');
    this.#answerInvitation();
  }

  protected override render() {
    if (this.problem !== undefined) {
      return html`<main class="wait">${errorState(this.problem, this.t, () => void this.#start())}</main>`;
    }
    if (!this.ready)
      return html`<main class="wait" aria-busy="true"><span class="unseen">${this.t('loading')}</span></main>`;
    return html`<div
      @kith-arrived=${(event: CustomEvent<Arrived>) => {
        if (this.notice?.bad) this.notice = undefined;
        this.#arrive(event.detail);
      }}
      @kith-gate=${(event: CustomEvent<{ gate: GateName; email: string }>) => {
        this.#email = event.detail.email;
        this.gate = event.detail.gate;
      }}
      @kith-password-chosen=${(event: CustomEvent<{ saved: boolean }>) => this.#onPassword(event.detail.saved)}
      @kith-language=${(event: CustomEvent<{ language: Language }>) => {
        this.language = event.detail.language;
        chooseLanguage(this.language);
      }}
      @kith-theme=${(event: CustomEvent<{ theme: Theme }>) => chooseTheme(event.detail.theme)}
      @kith-organization=${(event: CustomEvent<{ id: string }>) => void this.#enter(event.detail.id)}
      @kith-belonging=${() => void this.#enter(this.person?.organization.id ?? '')}
      @kith-answered=${(event: CustomEvent<{ joined: string | null }>) => this.#onAnswered(event.detail.joined)}
      @kith-sign-out=${() => void this.account?.signOut()}
    >
      ${this.#page()}
    </div>`;
  }

  #page() {
    const { account, person, factors, needed, gate, invited, language } = this;
    const { route } = this.#address;
    const [email, notice] = [this.#email, this.#notice()];
    return portalPage({ account, person, factors, needed, gate, route, invited, email, language, notice });
  }

  #notice() {
    if (!this.notice) return nothing;
    const values = { email: this.person?.email ?? '', ...this.notice.values };
    return noticeStrip({ ...this.notice, values }, this.t, () => {
      this.notice = undefined;
    });
  }
}
