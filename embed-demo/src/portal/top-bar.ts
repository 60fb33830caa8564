// Owns the signed-in header: where one is, who one is, and the settings.
import { icon } from '@kith/widgets/kit/icons.ts';
import { html, type PropertyDeclarations } from 'lit';
import { Check, CircleUserRound } from 'lucide';
import type { SignedIn } from './account.ts';
import { PortalPart } from './part.ts';
import { readTheme, type Theme, themes } from './settings.ts';
import { topBarSheet } from './top-bar.styles.ts';

export type View = 'people' | 'embed' | 'extension' | 'account';

const themeWords = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const;

/**
 * `<kith-top-bar>`: navigation, organization and settings.
 * @fires kith-theme - `detail.theme` was chosen. @fires kith-language - `detail.language` was chosen. @fires kith-sign-out - the person leaves.
 */
export class KithTopBar extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), topBarSheet];
  static override properties: PropertyDeclarations = {
    person: { attribute: false },
    view: { attribute: false },
    theme: { state: true },
  };

  declare person: SignedIn | undefined;
  declare view: View;
  declare private theme: Theme;

  constructor() {
    super();
    this.view = 'people';
    this.theme = readTheme();
  }

  protected override render() {
    const { t } = this;
    return html`<header>
      <slot name="skip"></slot><a class="brand" href="#/"><img src="/icon.svg" alt="Kith" /><span class="organization">${this.person?.organization.name}</span></a>
      <nav aria-label="Kith">
        ${this.#link('people', '#/', t('people'))} ${this.#link('embed', '#/embed', t('embed'))}
        ${this.#link('extension', '#/extension', t('getExtension'))}
      </nav>
      <button class="button quiet who" type="button" popovertarget="settings">
        ${icon(CircleUserRound)} <span class="unseen">${t('account')}</span> <span class="mail">${this.person?.email}</span>
      </button>
      <div id="settings" popover aria-label=${t('account')} role="group">
        <p class="mail">${this.person?.email}</p>
        <a class="choice" href="#/account" aria-current=${this.view === 'account' ? 'page' : 'false'} @click=${this.#fold}>${t('security')}</a>
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

  #link(view: View, href: string, name: string) {
    return html`<a class="link" href=${href} aria-current=${this.view === view ? 'page' : 'false'}>${name}</a>`;
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
