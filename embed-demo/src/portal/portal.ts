// Owns the portal: who is signed in, which view the address names, and the widgets side by side.
import type { Language } from '@kith/sdk/words';
import { icon } from '@kith/widgets/kit/icons.ts';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, type PropertyDeclarations } from 'lit';
import { ArrowLeft } from 'lucide';
import { Account, type SignedIn } from './account.ts';
import { PortalPart } from './part.ts';
import { portalSheet } from './portal.styles.ts';
import { chooseLanguage, chooseTheme, readLanguage, type Theme } from './settings.ts';
import type { View } from './top-bar.ts';

interface Route {
  view: View;
  /** Id of the selected person, empty for nobody. */
  person: string;
}

/** What the address names: `#/`, `#/people/<id>`, `#/embed`, `#/extension`. */
export function routeOf(hash: string): Route {
  const [view = '', person = ''] = hash.replace(/^#\/?/, '').split('/');
  if (view === 'embed' || view === 'extension') return { view, person: '' };
  return { view: 'people', person: view === 'people' ? person : '' };
}

/** `<kith-portal>`: Kith's own web face, made of its widgets. Takes the whole page. */
export class KithPortal extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), stateSheet, portalSheet];
  static override properties: PropertyDeclarations = {
    account: { state: true },
    person: { state: true },
    ready: { state: true },
    problem: { state: true },
    route: { state: true },
  };

  declare private account: Account | undefined;
  declare private person: SignedIn | undefined;
  declare private ready: boolean;
  declare private problem: unknown;
  declare private route: Route;
  #leaving = new AbortController();

  constructor() {
    super();
    this.language = readLanguage();
    this.ready = false;
    this.route = routeOf(location.hash);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    chooseLanguage(this.language);
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    window.addEventListener('hashchange', () => this.#arrive(), { signal });
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
  }

  async #start() {
    this.problem = undefined;
    try {
      this.account ??= await Account.at(location.origin);
      const ended = this.account.whenEnded(() => this.#leave());
      this.#leaving.signal.addEventListener('abort', ended, { once: true });
      this.person = (await this.account.resume()) ?? undefined;
    } catch (error) {
      this.problem = error;
    }
    this.ready = true;
  }

  #arrive() {
    this.route = routeOf(location.hash);
    document.title = 'Kith';
  }

  #leave() {
    this.person = undefined;
    if (location.hash !== '') history.replaceState(null, '', location.pathname);
    this.route = routeOf('');
  }

  protected override render() {
    if (this.problem !== undefined) {
      return html`<main class="wait">${errorState(this.problem, this.t, () => void this.#start())}</main>`;
    }
    if (!this.ready)
      return html`<main class="wait" aria-busy="true"><span class="unseen">${this.t('loading')}</span></main>`;
    return html`<div
      @kith-signed-in=${(event: CustomEvent<SignedIn>) => {
        this.person = event.detail;
      }}
      @kith-language=${(event: CustomEvent<{ language: Language }>) => {
        this.language = event.detail.language;
        chooseLanguage(this.language);
      }}
      @kith-theme=${(event: CustomEvent<{ theme: Theme }>) => chooseTheme(event.detail.theme)}
      @kith-sign-out=${() => void this.account?.signOut()}
    >
      ${this.person ? this.#signedIn(this.person) : html`<kith-sign-in .account=${this.account} .language=${this.language}></kith-sign-in>`}
    </div>`;
  }

  #signedIn(person: SignedIn) {
    return html`<div class="signed-in">
      <kith-top-bar .person=${person} .view=${this.route.view} .language=${this.language}>
        <a class="skip" slot="skip" href="#content" @click=${this.#skip}>${this.t('skip')}</a>
      </kith-top-bar>
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
