// Owns what a signed-in person stands in: header, navigation, the view that the address names, and the pages of records.
import { icon } from '@kith/widgets/kit/icons.ts';
import type { RecordRef } from '@kith/widgets/kit/record.ts';
import { emptyState, errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { ArrowLeft, LockKeyhole, Menu } from 'lucide';
import type { Account, SignedIn } from './account.ts';
import { LazyLoader } from './lazy.ts';
import { PortalPart } from './part.ts';
import { type Route, recordHash, recordTypeOf, viewAt, viewsFor } from './route.ts';
import { shellSheet } from './shell.styles.ts';
import { mayUse, type Scene, type View } from './view.ts';

/** `<kith-shell>`: the signed-in portal. @slot - a strip above the view. */
export class KithShell extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), stateSheet, shellSheet];
  static override properties: PropertyDeclarations = {
    account: { attribute: false },
    person: { attribute: false },
    route: { attribute: false },
  };

  declare account: Account;
  declare person: SignedIn;
  declare route: Route;
  readonly #loader = new LazyLoader(() => this.requestUpdate());

  /** The search stands beside what one came for, so its code comes after that. */
  protected override firstUpdated(): void {
    void import('@kith/widgets/search/define.ts');
  }

  protected override updated(changes: PropertyValues<this>): void {
    const before = changes.get('route');
    if (before && before.path !== this.route.path) this.renderRoot.querySelector('main')?.scrollTo(0, 0);
    const name = viewAt(this.route.path)?.name[this.language];
    document.title = name ? `${name} · Kith` : 'Kith';
  }

  get #scene(): Scene {
    const { account, person, language, route } = this;
    return { account, person, language, selected: route.id };
  }

  protected override render() {
    const { t, person, route, language } = this;
    const views = viewsFor(person);
    return html`<kith-top-bar .person=${person} .views=${views} .path=${route.path} .language=${language}>
        <a class="skip" slot="skip" href="#content" @click=${this.#skip}>${t('skip')}</a>
        <button class="button quiet menu" slot="menu" type="button" popovertarget="nav" aria-label=${t('menu')}>${icon(Menu)}</button>
        <kith-search slot="search" shortcut .session=${person.session} lang=${language} @kith-open=${this.#onOpen}></kith-search>
      </kith-top-bar>
      <div class="below">
        <kith-nav id="nav" popover .views=${views} .path=${route.path} .language=${language}></kith-nav>
        <main id="content" tabindex="-1" @kith-open=${this.#onOpen}>
          <slot></slot>
          <div class="view">${this.#page()}</div>
        </main>
      </div>`;
  }

  #skip(event: Event) {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('#content')?.focus();
  }

  #page() {
    const view = viewAt(this.route.path);
    if (view && !mayUse(view, this.person)) {
      return this.#closed(view);
    }
    if (view?.beside) return this.#beside(view);
    return view && !recordTypeOf(this.route) ? this.#view(view) : this.#record();
  }

  /** A page that is not, or no longer, open to the person. */
  #closed(view: View) {
    const { t, language, person } = this;
    const first = viewsFor(person).find(({ group }) => group === 'work');
    return html`<div class="closed">
      <h1 class="unseen">${view.name[language]}</h1>
      ${emptyState(LockKeyhole, t('forbidden'), t('forbiddenDo'))}
      ${first ? html`<a class="button" href=${`#/${first.path}`}>${t('goTo', { view: first.name[language] })}</a>` : nothing}
    </div>`;
  }

  #view(view: View) {
    const { ready, error } = this.#loader.stateOf(view);
    if (error !== undefined) return errorState(error, this.t, () => this.#loader.retry(view));
    if (!ready) return html`<div class="wait" aria-busy="true"><span class="unseen">${this.t('loading')}</span></div>`;
    return keyed(view.path, view.render(this.#scene));
  }

  /** The list, and what was picked from it. One after the other where it is narrow. */
  #beside(view: View) {
    return html`<h1 class="unseen">${view.name[this.language]}</h1>
      <div class="beside ${this.route.id ? 'picked' : ''}">
        <div class="list" @kith-select=${this.#onSelect}>${this.#view(view)}</div>
        ${this.#record()}
      </div>`;
  }

  #record() {
    const { route, language } = this;
    return html`<div class="record">
      <a class="button quiet back" href=${`#/${route.path}`}>${icon(ArrowLeft)} ${this.t('back')}</a>
      <kith-record-page .type=${recordTypeOf(route)} .scene=${this.#scene} .language=${language}></kith-record-page>
    </div>`;
  }

  #onSelect(event: CustomEvent<{ id: string | null }>) {
    const { id } = event.detail;
    const { path } = this.route;
    if (id !== null && id !== this.route.id) location.hash = `#/${path}/${id}`;
  }

  #onOpen(event: CustomEvent<RecordRef>) {
    event.preventDefault();
    location.hash = recordHash(event.detail.type, event.detail.id);
  }
}
