// Owns the page of downloads and jobs.
import { type Export, type LiveResource, unwrap } from '@kith/sdk';
import { downloadFile } from '@kith/widgets/kit/download-file.ts';
import { progressSheet } from '@kith/widgets/kit/progress.ts';
import { html, type PropertyDeclarations } from 'lit';
import { dataSheet } from './data-page.styles.ts';
import { exportLine } from './export-line.ts';
import { LivePart } from './live-part.ts';
import { pageSheet } from './page.styles.ts';

const files = [
  { path: 'contacts.csv', name: 'getContactsCsv' },
  { path: 'contacts.vcf', name: 'getVCards' },
  { path: 'companies.csv', name: 'getCompaniesCsv' },
  { path: 'deals.csv', name: 'getDealsCsv' },
  { path: 'full.json', name: 'getEverything' },
] as const;
type Path = (typeof files)[number]['path'];

/** `<kith-data-page>`: each file with its buttons, and the jobs below. */
export class KithDataPage extends LivePart {
  static override styles = [...[LivePart.styles].flat(), pageSheet, progressSheet, dataSheet];
  static override properties: PropertyDeclarations = {
    loading: { state: true },
    problem: { state: true },
    exports: { state: true },
  };

  /** The file that is on its way: its path, or the id of a made one. */
  declare loading: string;
  /** With which file something did not work, and what. */
  declare problem: { path: Path; text: string } | undefined;
  declare exports: readonly Export[];

  /** A file that is made is a job. */
  protected override readonly resources: readonly LiveResource[] = ['jobs'];

  constructor() {
    super();
    this.loading = '';
    this.exports = [];
  }

  protected override async load(): Promise<void> {
    const asked = this.person;
    const answer = await unwrap(this.client.GET('/v1/exports')).catch(() => undefined);
    if (answer && asked === this.person) this.exports = answer.items;
  }

  protected override render() {
    const { t, person } = this;
    const mayMake = person?.permissions.includes('jobs.write') ?? false;
    return html`<div class="page">
      <h1>${t('dataTitle')}</h1>
      <p class="lead">${t('dataLead')}</p>
      <h2>${t('downloadsTitle')}</h2>
      <ul class="files card" aria-label=${t('downloadsTitle')}>
        ${files.map(({ path, name }) =>
          exportLine({
            path,
            name: t(name),
            t,
            language: this.language,
            made: this.exports.find(({ file }) => file === path),
            mayMake,
            loading: this.loading,
            problem: this.problem?.path === path ? this.problem.text : '',
            download: () => void this.#take(path, `/v1/export/${path}`, path),
            make: () => void this.#make(path),
            save: ({ id }) => void this.#take(path, `/v1/exports/${id}/file`, id),
            stop: (made) => void this.#stop(path, made),
          }),
        )}
      </ul>
      <p class="hint">${mayMake ? `${t('makeHint')} ` : ''}${t('csvHint')}</p>
      <h2>${t('jobsTitle')}</h2>
      <kith-jobs .session=${person?.session} lang=${this.language}></kith-jobs>
    </div>`;
  }

  async #take(path: Path, from: string, what: string): Promise<void> {
    if (!this.person || this.loading !== '') return;
    this.loading = what;
    const { session } = this.person;
    await this.#try(path, () => downloadFile(session, from), 'downloadFailed');
    this.loading = '';
  }

  #make(path: Path): Promise<void> {
    return this.#try(path, () => unwrap(this.client.POST('/v1/exports', { body: { file: path } })));
  }

  #stop(path: Path, { id }: Export): Promise<void> {
    const params = { path: { id } };
    return this.#try(path, () => unwrap(this.client.DELETE('/v1/exports/{id}', { params })));
  }

  async #try(path: Path, work: () => Promise<unknown>, words?: 'downloadFailed'): Promise<void> {
    this.problem = undefined;
    try {
      await work();
    } catch (error) {
      this.problem = { path, text: words ? this.t(words) : this.sentence(error) };
    }
    await this.load();
  }
}
