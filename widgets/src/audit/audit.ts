// Owns <kith-audit>: who changed what, when, from which value to which, and where from.
import { type AuditEntry, type LiveResource, unwrap } from '@kith/sdk';
import { fullTime, nearTime } from '@kith/sdk/words';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { ScrollText } from 'lucide';
import { inputAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { downloadFile } from '../kit/download-file.ts';
import { Feed } from '../kit/feed.ts';
import { feedRows } from '../kit/feed-rows.ts';
import { KithElement } from '../kit/kith-element.ts';
import { listSheet } from '../kit/list.styles.ts';
import type { Member } from '../kit/members.ts';
import { explain } from '../kit/problem.ts';
import { openRecord, recordOf } from '../kit/record.ts';
import { emptyState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { actorsOf } from './actors.ts';
import { auditSheet } from './audit.styles.ts';
import { drawChanges } from './changes.ts';
import { pageOf, queryOf, resources, sources } from './filter.ts';
import { type AuditKey, auditWords, english } from './words.ts';

/**
 * `<kith-audit>`: the audit log, the latest change first, narrowed by record, kind, member, source and time; saved as CSV.
 * For owners and admins.
 *
 * @attr record shows the changes of one record alone: `contact:<id>`, `company:<id>` or `deal:<id>`.
 * @attr resource kind of record, as the API calls it: `contact`, `task`.
 * @attr actor id of the member or embed key who made the changes.
 * @attr source `web`, `extension`, `widget`, `api`, `automation`, `import` or `system`.
 * @attr from first day, `2026-11-21`. @attr to last day.
 * @attr limit changes a page, 1 to 200 (default 50).
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for lower rows.
 *
 * @fires kith-open - somebody wants to see a record; `detail.type` and `detail.id` say which. Bubbles, composed, cancelable.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart filters - what narrows the log. @csspart save - the button for the file.
 * @csspart rows - the list. @csspart row - one change. @csspart more - the button for the next rows.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-audit-height=560px] - height, the same before and after the data.
 */
export class KithAudit extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, listSheet, auditSheet];
  static override properties: PropertyDeclarations = {
    record: inputAttribute,
    resource: inputAttribute,
    actor: inputAttribute,
    source: inputAttribute,
    from: inputAttribute,
    to: inputAttribute,
    limit: { type: Number },
  };

  declare record: string;
  declare resource: string;
  declare actor: string;
  declare source: string;
  declare from: string;
  declare to: string;
  declare limit: number;

  protected override readonly resources: readonly LiveResource[] = ['audit'];
  readonly #feed = new Feed<AuditEntry>(() => this.requestUpdate());
  #actors: readonly Member[] = [];

  constructor() {
    super();
    this.record = '';
    this.resource = '';
    this.actor = '';
    this.source = '';
    this.from = '';
    this.to = '';
    this.limit = 50;
  }

  get #query() {
    const { resource, actor, source, from, to } = this;
    return queryOf({ record: recordOf(this.record), resource, actor, source, from, to });
  }

  protected override load(): void {
    const session = this.active;
    if (!session) return;
    const pageSize = Math.min(200, Math.max(1, Math.trunc(this.limit) || 50));
    const narrowed = this.#query;
    void this.#feed.load(
      ({ limit, cursor, signal }) => {
        const query = { ...narrowed, limit, ...(cursor ? { cursor } : {}) };
        return unwrap(clientOf(session).GET('/v1/audit', { params: { query }, signal }));
      },
      { pageSize, keep: false },
    );
    void actorsOf(session).then((actors) => {
      if (session !== this.active) return;
      this.#actors = actors;
      this.requestUpdate();
    });
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#actors = [];
    this.#feed.clear();
  }

  protected override changed(): void {
    void this.#feed.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    const narrowing = ['record', 'resource', 'actor', 'source', 'from', 'to', 'limit'] as const;
    if (narrowing.some((name) => changes.get(name) !== undefined)) this.load();
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t('title')}>
      <div class="head" part="filters" role="group" aria-label=${t('filters')}>
        ${
          this.record === ''
            ? this.#choice(
                'resource',
                [t('what'), t('everything')],
                resources.map((name) => [name, t(`r_${name}`)]),
              )
            : nothing
        }
        ${this.#choice(
          'actor',
          [t('who'), t('anybody')],
          this.#actors.map(({ id, name }) => [id, name]),
        )}
        ${this.#choice(
          'source',
          [t('where'), t('anywhere')],
          sources.map((name) => [name, t(`s_${name}`)]),
        )}
        ${this.#day('from', t('from'))} ${this.#day('to', t('to'))}
        <button class="button" type="button" part="save" @click=${() => void this.#save()}>${t('save')}</button>
        ${staleBadge(this.live === 'down', t)}
      </div>
      <div class="body" tabindex="0" role="group" aria-label=${t('count', { count: this.#feed.items.length })} aria-busy=${this.#feed.busy}>${this.#content()}</div>
    </section>`;
  }

  #choice(name: 'resource' | 'actor' | 'source', [label, all]: [string, string], options: [string, string][]) {
    return html`<label>${label}
      <select class="field" @change=${(event: Event) => {
        if (event.currentTarget instanceof HTMLSelectElement) this[name] = event.currentTarget.value;
      }}>
        <option value="" ?selected=${this[name] === ''}>${all}</option>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${this[name] === value}>${text}</option>`)}
      </select>
    </label>`;
  }

  #day(name: 'from' | 'to', label: string) {
    return html`<label>${label}
      <input class="field" type="date" .value=${this[name]} @change=${(event: Event) => {
        if (event.currentTarget instanceof HTMLInputElement) this[name] = event.currentTarget.value;
      }} />
    </label>`;
  }

  #content() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    return feedRows(this.#feed, t, {
      ghosts,
      empty: () => emptyState(ScrollText, t('nothing'), t('nothingDo')),
      label: t('count', { count: this.#feed.items.length }),
      row: (entry) => this.#row(entry),
    });
  }

  #row(entry: AuditEntry) {
    const t = this.#words;
    const page = this.record === '' ? pageOf(entry) : null;
    const what = this.#named(`r_${entry.resource}`, entry.resource);
    const request = entry.requestId === null ? '' : t('request', { id: entry.requestId });
    return html`<li class="row" part="row">
      <div class="line">
        <span class="event">${what}: ${this.#named(`a_${entry.action}`, entry.action)}</span>
        ${
          page
            ? html`<button class="link" type="button" aria-label=${t('openNamed', { what })} @click=${() => openRecord(this, page)}>
                ${t('open')}
              </button>`
            : nothing
        }
        <span class="meta">${this.#who(entry)}</span>
        <span class="meta" title=${request}>${this.#named(`s_${entry.source}`, entry.source)}</span>
        <time class="meta" datetime=${entry.at} title=${fullTime(entry.at, this.language)}>${nearTime(entry.at, this.language)}</time>
      </div>
      ${drawChanges(entry, t)}
    </li>`;
  }

  /** A word of the API in the reader's language; one that is new to this widget stays as it is. */
  #named(key: string, raw: string): string {
    return isKey(key) ? this.#words(key) : raw;
  }

  #who({ actor }: AuditEntry): string {
    const t = this.#words;
    if (actor.kind === 'system') return t('nobody');
    const named = this.#actors.find(({ id }) => id === actor.id)?.name;
    if (actor.kind === 'embed') return named ?? t('embed');
    return named ?? t(actor.kind === 'key' ? 'key' : 'somebody');
  }

  async #save(): Promise<void> {
    const session = this.active;
    if (!session) return;
    try {
      await downloadFile(session, `/v1/audit.csv?${new URLSearchParams(this.#query)}`);
    } catch (error) {
      const { title, advice } = explain(error, this.#words);
      const text = this.#words('saveFailed', { why: `${title}. ${advice}` });
      void showToast({ near: this, language: this.language, text, problem: true });
    }
  }

  get #words() {
    return auditWords(this.language, this.respeak);
  }
}

const isKey = (key: string): key is Extract<AuditKey, `${'a' | 'r' | 's'}_${string}`> => Object.hasOwn(english, key);

const ghosts = html`<ul class="rows" aria-hidden="true">
  ${Array.from({ length: 6 }, () => html`<li class="row"><span class="skeleton bar"></span></li>`)}
</ul>`;
