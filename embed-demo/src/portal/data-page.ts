// Owns the page of downloads and jobs.
import { downloadFile } from '@kith/widgets/kit/download-file.ts';
import type { KithSession } from '@kith/widgets/kit/session.ts';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import { pageSheet } from './page.styles.ts';
import { PortalPart } from './part.ts';

const files = [
  { path: 'contacts.csv', name: 'getContactsCsv' },
  { path: 'contacts.vcf', name: 'getVCards' },
  { path: 'companies.csv', name: 'getCompaniesCsv' },
  { path: 'deals.csv', name: 'getDealsCsv' },
  { path: 'full.json', name: 'getEverything' },
] as const;
type Path = (typeof files)[number]['path'];

const dataSheet = css`
  .files {
    margin: 0;
    padding: 0 16px;
    list-style: none;
  }
  .files li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-block-size: 48px;
  }
  .files li + li {
    border-block-start: 1px solid var(--_line);
  }
`;

/** `<kith-data-page>`: each file with its button, and the jobs below. */
export class KithDataPage extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), pageSheet, dataSheet];
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    loading: { state: true },
    failed: { state: true },
  };

  declare session: KithSession | undefined;
  /** The file that is on its way. */
  declare loading: Path | '';
  /** The file that did not come. */
  declare failed: Path | '';

  constructor() {
    super();
    this.loading = '';
    this.failed = '';
  }

  protected override render() {
    const { t } = this;
    return html`<div class="page">
      <h1>${t('dataTitle')}</h1>
      <p class="lead">${t('dataLead')}</p>
      <h2>${t('downloadsTitle')}</h2>
      <ul class="files card" aria-label=${t('downloadsTitle')}>
        ${files.map((file) => this.#file(file))}
      </ul>
      <p class="hint">${t('csvHint')}</p>
      <h2>${t('jobsTitle')}</h2>
      <kith-jobs .session=${this.session} lang=${this.language}></kith-jobs>
    </div>`;
  }

  #file({ path, name }: (typeof files)[number]) {
    const { t } = this;
    const loading = this.loading === path;
    return html`<li>
      <span>
        <span id=${path}>${t(name)}</span>
        ${this.failed === path ? html`<span class="problem" role="alert">${t('downloadFailed')}</span>` : nothing}
      </span>
      <button
        class="button"
        type="button"
        aria-describedby=${path}
        ?disabled=${this.loading !== ''}
        @click=${() => void this.#download(path)}
      >
        ${t(loading ? 'downloading' : 'download')}
      </button>
    </li>`;
  }

  async #download(path: Path): Promise<void> {
    if (!this.session || this.loading !== '') return;
    this.loading = path;
    this.failed = '';
    try {
      await downloadFile(this.session, `/v1/export/${path}`);
    } catch {
      this.failed = path;
    }
    this.loading = '';
  }
}
