// Owns <kith-jobs>: long work, how far it is, and its way out.
import { type Job, type LiveResource, unwrap } from '@kith/sdk';
import { fullTime, relativeTime } from '@kith/sdk/words';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { ListTodo } from 'lucide';
import { clientOf } from '../kit/client.ts';
import { Feed, type PageRequest } from '../kit/feed.ts';
import { feedRows } from '../kit/feed-rows.ts';
import { KithElement } from '../kit/kith-element.ts';
import { listSheet } from '../kit/list.styles.ts';
import { explain } from '../kit/problem.ts';
import { progressBar, progressSheet, wholeNumber } from '../kit/progress.ts';
import { emptyState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { jobsSheet } from './jobs.styles.ts';
import { type JobsKey, jobsWords } from './words.ts';

/** What people call each kind; others are just jobs. */
const names: Record<string, JobsKey> = {
  'export.make': 'exportMake',
  'import.run': 'import',
  'import.plan': 'importPlan',
  'import.undo': 'importUndo',
  'contact.bulk': 'bulkContacts',
  'company.bulk': 'bulkCompanies',
  'deal.bulk': 'bulkDeals',
  'contact.bulk_undo': 'undoContacts',
  'company.bulk_undo': 'undoCompanies',
  'deal.bulk_undo': 'undoDeals',
  'mail.level': 'mailLevel',
  'mail.level_undo': 'mailLevelUndo',
  'field.options': 'fieldOptions',
  'company.take_in': 'takeIn',
  'company.take_in_undo': 'takeInUndo',
};

/**
 * `<kith-jobs>`: the caller's jobs, the newest first, with progress and a way to cancel those that are not done.
 *
 * @attr limit rows a page, 1 to 200 (default 20).
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart rows - the list. @csspart row - one job.
 * @csspart cancel - the button that ends one. @csspart more - the button for the next rows.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-jobs-height=320px] - height, the same before and after the data.
 */
export class KithJobs extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, progressSheet, listSheet, jobsSheet];
  static override properties: PropertyDeclarations = { limit: { type: Number } };

  declare limit: number;

  protected override readonly resources: readonly LiveResource[] = ['jobs'];
  readonly #feed = new Feed<Job>(() => this.requestUpdate());

  constructor() {
    super();
    this.limit = 20;
  }

  protected override load(): void {
    const session = this.active;
    if (!session) return;
    const pageSize = Math.min(200, Math.max(1, Math.trunc(this.limit) || 20));
    const page = ({ limit, cursor, signal }: PageRequest) => {
      const query = { limit, ...(cursor ? { cursor } : {}) };
      return unwrap(clientOf(session).GET('/v1/jobs', { params: { query }, signal }));
    };
    void this.#feed.load(page, { pageSize, keep: true });
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#feed.clear();
  }

  protected override changed(): void {
    void this.#feed.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.get('limit') !== undefined) this.load();
  }

  protected override render() {
    const t = this.#words;
    const stale = this.live === 'down';
    return html`<section class="frame" part="frame" aria-label=${t('title')}>
      ${stale ? html`<div class="stale">${staleBadge(stale, t)}</div>` : nothing}
      <div class="body" aria-busy=${this.#feed.busy}>${this.#content()}</div>
    </section>`;
  }

  #content() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    return feedRows(this.#feed, t, {
      ghosts,
      empty: () => emptyState(ListTodo, t('nothing'), t('nothingDo')),
      label: t('count', { count: this.#feed.items.length }),
      row: (job) => this.#row(job),
    });
  }

  #row(job: Job) {
    const t = this.#words;
    const { state, createdAt, error } = job;
    const name = t(names[job.kind] ?? 'other');
    const stopping = job.cancelRequestedAt !== null && state === 'running';
    const open = state === 'queued' || state === 'running';
    return html`<li class="row" part="row" data-id=${job.id} data-state=${state}>
      <span class="what">
        <span class="name">${name}</span>
        <span class="meta">
          <span class=${state === 'failed' ? 'bad' : ''}>${t(stopping ? 'cancelling' : state)}</span> ·
          <time datetime=${createdAt} title=${fullTime(createdAt, this.language)}
            >${relativeTime(createdAt, this.language)}</time
          >
        </span>
      </span>
      ${
        open && !stopping
          ? html`<button
              class="button"
              part="cancel"
              type="button"
              aria-label=${t('cancelName', { name })}
              @click=${() => void this.#cancel(job)}
            >
              ${t('cancel')}
            </button>`
          : html`<span></span>`
      }
      ${state === 'running' ? this.#progress(job, name) : nothing}
      ${error === null ? nothing : html`<span class="why">${error.message}</span>`}
    </li>`;
  }

  #progress({ done, total }: Job, label: string) {
    const t = this.#words;
    const number = (value: number) => wholeNumber(value, this.language);
    const text =
      total === null ? t('sofar', { done: number(done) }) : t('ofTotal', { done: number(done), total: number(total) });
    return progressBar({ label, done, total, text });
  }

  async #cancel({ id }: Job): Promise<void> {
    const session = this.active;
    if (!session) return;
    const t = this.#words;
    try {
      await unwrap(clientOf(session).POST('/v1/jobs/{id}/cancel', { params: { path: { id } } }));
    } catch (error) {
      const { title, advice } = explain(error, t);
      const text = t('notCancelled', { why: `${title}. ${advice}` });
      void showToast({ near: this, language: this.language, text, problem: true });
    }
    await this.#feed.refresh();
  }

  get #words() {
    return jobsWords(this.language, this.respeak);
  }
}

const ghosts = html`<ul class="rows" aria-hidden="true">
  ${Array.from({ length: 3 }, () => html`<li class="row"><span class="skeleton bar"></span></li>`)}
</ul>`;
