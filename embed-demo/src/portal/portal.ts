// Owns the portal: who is signed in, which view the address names, and the widgets side by side.
import type { Language } from '@kith/sdk/words';
import { icon } from '@kith/widgets/kit/icons.ts';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { ArrowLeft } from 'lucide';
import { Account, type Arrival, type FactorChoice, type SignedIn } from './account.ts';
import type { Arrived, GateName } from './gate.ts';
import { type MailLink, readMailLink } from './mail-link.ts';
import { type Notice, noticeSheet, noticeStrip } from './notice.ts';
import { PortalPart } from './part.ts';
import { portalSheet } from './portal.styles.ts';
import { newPasswordHash, type Route, routeOf } from './route.ts';
import { chooseLanguage, chooseTheme, readLanguage, type Theme } from './settings.ts';
import type { View } from './top-bar.ts';

/** `<kith-portal>`: Kith's own web face, made of its widgets. Takes the whole page. */
export class KithPortal extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), stateSheet, portalSheet, noticeSheet];
  static override properties: PropertyDeclarations = {
    account: { state: true },
    person: { state: true },
    factors: { state: true },
    gate: { state: true },
    ready: { state: true },
    problem: { state: true },
    route: { state: true },
    notice: { state: true },
  };

  declare private account: Account | undefined;
  declare private person: SignedIn | undefined;
  /** Second factors to choose from, while one is asked for. */
  declare private factors: FactorChoice[] | undefined;
  /** Page of those who are not signed in. */
  declare private gate: GateName;
  declare private ready: boolean;
  declare private problem: unknown;
  declare private route: Route;
  declare private notice: Notice | undefined;
  #email = '';
  #link: MailLink | undefined;
  #leaving = new AbortController();

  constructor() {
    super();
    this.language = readLanguage();
    this.ready = false;
    this.gate = 'signIn';
    this.#readLink();
    this.route = routeOf(location.hash);
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
  }

  /** Before supabase-js sees the address: what only informs is taken out of it. */
  #readLink() {
    this.#link = readMailLink(new URL(location.href));
    if (!this.#link || this.#link.kind === 'session') return;
    if (this.#link.kind === 'half') this.notice = { key: 'linkHalf', values: {}, bad: false };
    else this.notice = problemOfLink(this.#link.code);
    this.#goTo('');
  }

  async #start() {
    this.problem = undefined;
    try {
      this.account ??= await Account.at(location.origin);
      const ended = this.account.whenEnded(() => this.#leave());
      this.#leaving.signal.addEventListener('abort', ended, { once: true });
      const arrival = await this.account.resume();
      this.#follow(arrival);
      if (arrival) this.#arrive({ arrival });
    } catch (error) {
      this.problem = error;
    }
    this.ready = true;
  }

  /** Once supabase-js has taken the tokens of a mail's link, none stay in the address. */
  #follow(arrival: Arrival | null) {
    const link = this.#link;
    this.#link = undefined;
    if (link?.kind !== 'session') return;
    this.#goTo('');
    if (!arrival) this.notice = problemOfLink('no_session');
    else if (link.type === 'recovery') this.#goTo(newPasswordHash);
    else if (link.type === 'email_change') this.notice = { key: 'emailMoved', values: {}, bad: false };
  }

  #arrive({ arrival, choosePassword = false }: Arrived) {
    if (choosePassword) this.#goTo(newPasswordHash);
    if ('person' in arrival) {
      this.person = arrival.person;
      this.factors = undefined;
    } else this.factors = arrival.factors;
  }

  #turn() {
    this.route = routeOf(location.hash);
    document.title = 'Kith';
  }

  /** Names a view in the address without a step in the history. */
  #goTo(hash: string) {
    history.replaceState(null, '', location.pathname + hash);
    this.route = routeOf(hash);
  }

  #leave() {
    // What was said to the one who leaves is not for the next.
    if (this.person) this.notice = undefined;
    this.person = undefined;
    this.factors = undefined;
    this.gate = 'signIn';
    this.#goTo('');
  }

  #onPassword(saved: boolean) {
    this.notice = saved ? { key: 'passwordSaved', values: {}, bad: false } : undefined;
    this.#goTo('');
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
      @kith-sign-out=${() => void this.account?.signOut()}
    >
      ${this.#page()}
    </div>`;
  }

  #page() {
    const { account, person, language } = this;
    if (person && this.route.view !== 'newPassword') return this.#signedIn(person, this.route.view);
    if (person) {
      return html`<kith-new-password .account=${account} .email=${person.email} .language=${language}></kith-new-password>`;
    }
    if (this.factors) {
      return html`<kith-second-factor .account=${account} .factors=${this.factors} .language=${language}></kith-second-factor>`;
    }
    if (this.gate === 'signIn') {
      return html`<kith-sign-in .account=${account} .email=${this.#email} .language=${language}>${this.#notice()}</kith-sign-in>`;
    }
    const purpose = this.gate === 'password' ? 'password' : 'signIn';
    return html`<kith-mail-gate .account=${account} .email=${this.#email} .purpose=${purpose} .language=${language}></kith-mail-gate>`;
  }

  #notice() {
    if (!this.notice) return nothing;
    const values = { email: this.person?.email ?? '', ...this.notice.values };
    return noticeStrip({ ...this.notice, values }, this.t, () => {
      this.notice = undefined;
    });
  }

  #signedIn(person: SignedIn, view: View) {
    return html`<div class="signed-in">
      <kith-top-bar .person=${person} .view=${view} .language=${this.language}>
        <a class="skip" slot="skip" href="#content" @click=${this.#skip}>${this.t('skip')}</a>
      </kith-top-bar>
      ${this.#notice()}
      <main id="content" tabindex="-1">${this.#view(person)}</main>
    </div>`;
  }

  #skip(event: Event) {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('#content')?.focus();
  }

  #view(person: SignedIn) {
    switch (this.route.view) {
      case 'embed':
        return html`<kith-embed .person=${person} .language=${this.language}></kith-embed>`;
      case 'extension':
        return html`<kith-get-extension .language=${this.language}></kith-get-extension>`;
      case 'account':
        return html`<kith-account .account=${this.account} .email=${person.email} .language=${this.language}></kith-account>`;
      default:
        return this.#people(person);
    }
  }

  #people(person: SignedIn) {
    const chosen = this.route.person;
    return html`<h1 class="unseen">${this.t('people')}</h1>
      <div class="people ${chosen ? 'chosen' : ''}" @kith-select=${this.#onSelect}>
      <kith-people id="people" .session=${person.session} lang=${this.language} selected=${chosen}></kith-people>
      <div class="person">
        <a class="button quiet back" href="#/">${icon(ArrowLeft)} ${this.t('back')}</a>
        <kith-contact .session=${person.session} lang=${this.language} contact-id=${chosen}></kith-contact>
      </div>
    </div>`;
  }

  #onSelect(event: CustomEvent<{ id: string | null }>) {
    const { id } = event.detail;
    if (id !== null && id !== this.route.person) location.hash = `#/people/${id}`;
  }
}

function problemOfLink(code: string): Notice {
  const known = code === 'otp_expired' || code === 'flow_state_expired';
  return { key: known ? 'linkOver' : 'linkFailed', values: { code }, bad: true };
}
