// Owns <kith-tasks>: what is to be done, by oneself or about a record, kept live.
import { type KithClient, type LiveResource, type Task, unwrap } from '@kith/sdk';
import { zoneHere } from '@kith/sdk/words';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ListChecks } from 'lucide';
import { textAttribute } from '../kit/attributes.ts';
import { clientOf, permissionsOf } from '../kit/client.ts';
import { Feed, type FetchPage } from '../kit/feed.ts';
import { KithElement } from '../kit/kith-element.ts';
import { type Member, membersOf } from '../kit/members.ts';
import { moreButton } from '../kit/more-button.ts';
import { codeOf } from '../kit/problem.ts';
import { openRecord, type RecordRef, recordOf, recordText } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { addForm } from './add-form.ts';
import type { CadenceControl } from './cadence.ts';
import { groupNames, groupOf } from './groups.ts';
import { TaskActs } from './task-acts.ts';
import { taskRow } from './task-row.ts';
import { tasksSheet } from './tasks.styles.ts';
import type { NewTaskFields, TasksDesk } from './tasks-desk.ts';
import { tasksWords } from './words.ts';

const pageSize = 100;
const noFields: NewTaskFields = { title: '', due: '', repeat: '' };

const tasksOf =
  (client: KithClient, record: RecordRef | null): FetchPage<Task> =>
  ({ limit, cursor, signal }) => {
    const whose = record ? { record: recordText(record) } : { assignee: 'me' as const };
    const query = { limit, ...(cursor ? { cursor } : {}), ...whose };
    return unwrap(client.GET('/v1/tasks', { params: { query }, signal }));
  };

/**
 * `<kith-tasks>`: one's own open tasks by overdue, today and later; with `record` those about one record, of everybody. Whoever
 * may write tasks adds them, ticks them off, puts them off and deletes them, each with a way back. On a contact it also says
 * how often to be in touch.
 *
 * @attr record `contact:<id>`, `company:<id>` or `deal:<id>` (default: one's own tasks).
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for lower rows.
 *
 * @fires kith-open - a record is to be opened; `detail.type` and `detail.id`. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart new-title - the field of a new task. @csspart add - its button.
 * @csspart cadence - how often to be in touch. @csspart group - tasks of one time. @csspart task - one task. @csspart tick - what ticks it off.
 * @csspart title - its title. @csspart due - its time. @csspart more - the button for the next tasks.
 * @csspart stale - the badge while live changes are not coming.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 *
 * @cssprop [--kith-tasks-height=480px] - height, the same before and after the data.
 * @cssprop --kith-surface - background. @cssprop --kith-sunken - wells. @cssprop --kith-ink - text.
 * @cssprop --kith-ink-2 - secondary text. @cssprop --kith-ink-3 - hints. @cssprop --kith-line - hairlines.
 * @cssprop --kith-accent - focus, links and the button. @cssprop --kith-bad - overdue times.
 * @cssprop --kith-font - font family. @cssprop --kith-radius-card - corner of the card.
 */
export class KithTasks extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, tasksSheet];
  static override properties: PropertyDeclarations = { record: textAttribute };

  declare record: string;

  protected override readonly resources: readonly LiveResource[] = ['tasks', 'interactions'];
  #desk: TasksDesk | undefined;
  #cadence: CadenceControl | undefined;
  #members: readonly Member[] = [];
  #new = noFields;
  #problem: string | null = null;
  #busy = false;
  /** Ticked off and not yet told by the server. */
  readonly #gone = new Set<string>();
  readonly #feed = new Feed<Task>(() => this.requestUpdate());
  readonly #acts = new TaskActs({
    near: this,
    desk: () => this.#desk,
    session: () => this.active,
    language: () => this.language,
    words: () => this.#words,
    hide: (id, hidden) => {
      if (hidden) this.#gone.add(id);
      else this.#gone.delete(id);
      this.requestUpdate();
    },
    refresh: () => this.#feed.refresh(),
    undone: () => this.changed(),
  });

  constructor() {
    super();
    this.record = '';
  }

  protected override load(): void {
    const session = this.active;
    if (!session) return;
    const record = recordOf(this.record);
    this.#cadence = undefined;
    void this.#feed.load(tasksOf(clientOf(session), record), { pageSize, keep: false });
    void this.#openDesk(session, record);
  }

  async #openDesk(session: KithSession, record: RecordRef | null) {
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    const stale = () => session !== this.active || this.record !== (record ? recordText(record) : this.record);
    if (granted.includes('tasks.write') && !this.#desk) {
      const { TasksDesk } = await import('./tasks-desk.ts');
      if (stale()) return;
      this.#desk = new TasksDesk(clientOf(session));
    }
    if (granted.includes('tasks.read') && record?.type === 'contact') {
      const { CadenceControl } = await import('./cadence.ts');
      if (stale()) return;
      this.#cadence = new CadenceControl(clientOf(session), record.id, () => this.requestUpdate());
    }
    this.requestUpdate();
    if (!record || !granted.includes('organization.read')) return;
    this.#members = await membersOf(session).catch((): readonly Member[] => []);
    this.requestUpdate();
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#desk = undefined;
    this.#cadence = undefined;
    this.#members = [];
    this.#feed.clear();
  }

  protected override changed(): void {
    this.#gone.clear();
    void this.#feed.refresh();
    void this.#cadence?.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (!changes.has('record') || changes.get('record') === undefined) return;
    this.#feed.clear();
    this.load();
  }

  get #words() {
    return tasksWords(this.language, this.respeak);
  }

  async #add() {
    if (!this.#desk || this.#busy || this.#new.title.trim() === '') return;
    this.#busy = true;
    this.requestUpdate();
    try {
      await this.#desk.add(this.#new, recordOf(this.record));
      this.#new = noFields;
      this.#problem = null;
      void this.#feed.refresh();
    } catch (error) {
      this.#problem = this.#words('notAdded', { code: codeOf(error) });
    }
    this.#busy = false;
    this.requestUpdate();
  }

  protected override render() {
    return html`<section class="frame" part="frame" aria-label=${this.#words('tasks')}>${this.#content()}</section>`;
  }

  #content() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    return html`${this.#head()}
      <div class="body" aria-busy=${this.#feed.busy}>${this.#body()}</div>
      <span class="unseen" role="status"
        >${this.#feed.status === 'ready' ? t('open', { count: this.#feed.items.length }) : nothing}</span
      >`;
  }

  #head() {
    const t = this.#words;
    const stale = this.live === 'down' || (this.#feed.status === 'ready' && this.#feed.error !== undefined);
    const form = {
      fields: this.#new,
      problem: this.#problem,
      busy: this.#busy,
      t,
      type: (fields: NewTaskFields) => {
        this.#new = fields;
        this.#problem = null;
        this.requestUpdate();
      },
      add: () => void this.#add(),
    };
    return html`<div class="head">
      ${staleBadge(stale, t)} ${this.#desk ? addForm(form) : nothing}
      ${this.#cadence?.draw({
        t,
        language: this.language,
        now: new Date(),
        mayWrite: this.#desk !== undefined,
        failed: (error) => this.#acts.tellFailure(error),
      })}
    </div>`;
  }

  #body() {
    const t = this.#words;
    if (this.#feed.status === 'failed') return errorState(this.#feed.error, t, () => void this.#feed.refresh());
    if (this.#feed.status !== 'ready') return ghosts;
    const open = this.#feed.items.filter(({ id }) => !this.#gone.has(id));
    if (open.length === 0) return emptyState(ListChecks, t('nothing'), t(this.#desk ? 'nothingDo' : 'nothingRead'));
    const now = new Date();
    return html`${groupNames.map((name) =>
      this.#group(
        name,
        open.filter((task) => groupOf(task, now, zoneHere()) === name),
        now,
      ),
    )}
      ${moreButton(this.#feed.more, t, () => void this.#feed.loadMore())}`;
  }

  #group(name: (typeof groupNames)[number], tasks: readonly Task[], now: Date) {
    if (tasks.length === 0) return nothing;
    const t = this.#words;
    const view = {
      language: this.language,
      t,
      now,
      ofRecord: this.record !== '',
      acts: this.#desk ? this.#acts : null,
      nameOf: (id: string) => this.#members.find((member) => member.id === id)?.name ?? null,
      open: ({ type, id }: { type: string; id: string }) => {
        const record = recordOf(`${type}:${id}`);
        if (record) openRecord(this, record);
      },
    };
    return html`<section part="group" data-group=${name}>
      <h3 class="label">${t(name)} <span class="count">${tasks.length}</span></h3>
      <ul class="list">
        ${repeat(
          tasks,
          ({ id }) => id,
          (task) => taskRow({ ...view, task }),
        )}
      </ul>
    </section>`;
  }
}

const ghosts = [1, 2, 3, 4].map(
  () => html`<div class="row ghost" aria-hidden="true">
    <span class="tick"></span><span class="skeleton bar"></span>
  </div>`,
);
