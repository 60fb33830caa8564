// Owns the navigation: one line for each view that one may use.
import { icon } from '@kith/widgets/kit/icons.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { navSheet } from './nav.styles.ts';
import { PortalPart } from './part.ts';
import type { Group, View } from './view.ts';

const shown = { work: 'groupWork', data: 'groupData', settings: 'groupSettings' } as const;

/** `<kith-nav>`: links to the views, by group. Folds away by itself when one is followed. */
export class KithNav extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), navSheet];
  static override properties: PropertyDeclarations = {
    views: { attribute: false },
    path: { attribute: false },
  };

  declare views: readonly View[];
  /** Path of the present view. */
  declare path: string;

  constructor() {
    super();
    this.views = [];
    this.path = '';
  }

  protected override render() {
    return html`<nav aria-label="Kith">
      ${this.#group('work')} ${this.#group('data')} ${this.#group('settings')}
    </nav>`;
  }

  #group(group: Exclude<Group, 'account'>) {
    const views = this.views.filter((view) => view.group === group);
    if (views.length === 0) return nothing;
    const name = this.t(shown[group]);
    return html`<p class="group" aria-hidden="true">${name}</p>
      <ul aria-label=${name}>
        ${views.map((view) => this.#line(view))}
      </ul>`;
  }

  #line({ path, name, icon: picture }: View) {
    return html`<li>
      <a href=${`#/${path}`} aria-current=${this.path === path ? 'page' : 'false'} @click=${this.#fold}>
        ${icon(picture)} <span>${name[this.language]}</span>
      </a>
    </li>`;
  }

  #fold() {
    if (this.matches(':popover-open')) this.hidePopover();
  }
}
