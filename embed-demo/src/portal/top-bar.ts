// Owns the signed-in header: the organization, the search, who one is, and the settings.
import { icon } from '@kith/widgets/kit/icons.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { Check, ChevronsUpDown, CircleUserRound } from 'lucide';
import type { SignedIn } from './account.ts';
import { PortalPart } from './part.ts';
import { readTheme, type Theme, themes } from './settings.ts';
import { topBarSheet } from './top-bar.styles.ts';
import type { View } from './view.ts';

const themeWords = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const;

/**
 * `<kith-top-bar>`: organization, search and settings.
 * @slot skip - the link past the navigation. @slot menu - the button that opens it. @slot search - the search of everything.
 * @fires kith-theme - `detail.theme` was chosen. @fires kith-language - `detail.language` was chosen. @fires kith-sign-out - the person leaves.
 * @fires kith-organization - `detail.id` is the organization to work in.
 */
export class KithTopBar extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), topBarSheet];
  static override properties: PropertyDeclarations = {
    person: { attribute: false },
    views: { attribute: false },
    path: { attribute: false },
    theme: { state: true },
  };

  declare person: SignedIn | undefined;
  declare views: readonly View[];
  /** Path of the present view. */
  declare path: string;
  declare private theme: Theme;

  constructor() {
    super();
    this.views = [];
    this.path = '';
    this.theme = readTheme();
  }

  protected override render() {
    const { t } = this;
    return html`<header>
      <slot name="skip"></slot><slot name="menu"></slot>
      <a class="brand" href="#/"><img src="/icon.svg" alt="Kith" />${this.#several ? nothing : html`<span class="organization">${this.person?.organization.name}</span>`}</a>
      ${this.#switcher()}
      <div class="search"><slot name="search"></slot></div>
      <button class="button quiet who" type="button" popovertarget="settings">
        ${icon(CircleUserRound)} <span class="unseen">${t('account')}</span> <span class="mail">${this.person?.email}</span>
      </button>
      <div id="settings" popover aria-label=${t('account')} role="group">
        <p class="mail">${this.person?.email}</p>
        ${this.views.filter(({ group }) => group === 'account').map((view) => this.#link(view))}
        <fieldset>
          <legend>${t('theme')}</legend>
          ${themes.map((theme) => this.#choice(theme === this.theme, t(themeWords[theme]), () => this.#chooseTheme(theme)))}
        </fieldset>
        <fieldset>
          <legend>${t('language')}</legend>
          ${this.#choice(this.language === 'en', 'English', () => this.tell('kith-language', { language: 'en' }))}
          ${this.#choice(this.language === 'ru', 'Русский', () => this.tell('kith-language', { language: 'ru' }))}
        </fieldset>
        <button class="button quiet leave" type="button" @click=${() => this.tell('kith-sign-out', null)}>${t('signOut')}</button>
      </div>
    </header>`;
  }

  get #several(): boolean {
    return (this.person?.organizations.length ?? 0) > 1;
  }

  #switcher() {
    const { t, person } = this;
    if (!person || !this.#several) return nothing;
    const { id: present, name, sandboxOf } = person.organization;
    // What is seen is said, too.
    const said = sandboxOf === null ? name : `${name} ${t('sandboxMark')}`;
    return html`<button class="button quiet where" type="button" popovertarget="organizations" aria-label=${t('switchOrganization', { name: said })}>
        <span class="organization">${name}</span>
        ${sandboxOf === null ? nothing : this.#mark()} ${icon(ChevronsUpDown)}
      </button>
      <div id="organizations" popover aria-label=${t('organizations')} role="group">
        ${person.organizations.map(
          ({
            id,
            name,
            sandboxOf,
          }) => html`<button class="choice" type="button" aria-pressed=${id === present} @click=${() => this.#enter(id)}>
            <span class="name">${name}</span> ${sandboxOf === null ? nothing : this.#mark()} ${id === present ? icon(Check) : nothing}
          </button>`,
        )}
      </div>`;
  }

  #mark() {
    return html`<span class="mark">${this.t('sandboxMark')}</span>`;
  }

  #enter(id: string) {
    this.renderRoot.querySelector<HTMLElement>('#organizations')?.hidePopover();
    if (id !== this.person?.organization.id) this.tell('kith-organization', { id });
  }

  #link({ path, name }: View) {
    return html`<a class="choice" href=${`#/${path}`} aria-current=${this.path === path ? 'page' : 'false'} @click=${this.#fold}>
      ${name[this.language]}
    </a>`;
  }

  #choice(chosen: boolean, name: string, choose: () => void) {
    return html`<button class="choice" type="button" aria-pressed=${chosen} @click=${choose}>
      ${name} ${chosen ? icon(Check) : ''}
    </button>`;
  }

  #fold() {
    this.renderRoot.querySelector<HTMLElement>('#settings')?.hidePopover();
  }

  #chooseTheme(theme: Theme) {
    this.theme = theme;
    this.tell('kith-theme', { theme });
  }
}
