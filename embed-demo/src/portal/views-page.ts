// Owns the page of views: what they are of, and the records.
import type { KithSession } from '@kith/widgets/kit/session.ts';
import { css, html, type PropertyDeclarations } from 'lit';
import { PortalPart } from './part.ts';

const kinds = ['contacts', 'companies', 'deals'] as const;
const words = { contacts: 'viewsPeople', companies: 'viewsCompanies', deals: 'viewsDeals' } as const;

const sheet = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 12px;
    block-size: 100%;
    padding: 16px;
  }
  .tabs {
    display: flex;
    gap: 4px;
  }
  @media (max-width: 760px) {
    :host {
      padding: 8px;
    }
  }
  kith-records {
    --kith-records-height: 100%;
    flex: 1;
    min-block-size: 420px;
  }
`;

/** `<kith-views>`: people, companies or deals through a view. */
export class KithViews extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), sheet];
  static override properties: PropertyDeclarations = {
    selected: { attribute: false },
    session: { attribute: false },
  };

  /** What the address names: a kind, or nothing. */
  declare selected: string;
  declare session: KithSession;

  constructor() {
    super();
    this.selected = '';
  }

  protected override render() {
    const { t, language } = this;
    const kind = kinds.find((one) => one === this.selected) ?? 'contacts';
    return html`<h1 class="unseen">${t('views')}</h1>
      <nav class="tabs" aria-label=${t('views')}>
        ${kinds.map(
          (
            one,
          ) => html`<a class="button ${one === kind ? '' : 'quiet'}" href=${`#/views/${one}`} aria-current=${one === kind ? 'page' : 'false'}>
            ${t(words[one])}
          </a>`,
        )}
      </nav>
      <kith-records .session=${this.session} resource=${kind} lang=${language}></kith-records>`;
  }
}
