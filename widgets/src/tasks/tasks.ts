// Owns <kith-tasks>: what is to be done, by oneself or about a record, kept live.
import type { LiveResource, Task } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { inputAttribute, textAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import { Feed } from '../kit/feed.ts';
import { feedState } from '../kit/feed-state.ts';
import { KithElement } from '../kit/kith-element.ts';
import { type Member, membersOf } from '../kit/members.ts';
import { moreButton } from '../kit/more-button.ts';
import { openRecord, type RecordRef, recordOf, recordText } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { meOf, permissionsOf } from '../kit/who.ts';
import type { CadenceControl } from './cadence.ts';
import { TaskActs } from './task-acts.ts';
import { TaskAdder } from './task-adder.ts';
import type { TaskEditor } from './task-editor.ts';
import { taskFormSheet } from './task-form.styles.ts';
import { ghosts, noTasks, stateSwitch, type TaskState, taskList, tasksOf } from './task-list.ts';
import { taskRowSheet } from './task-row.styles.ts';
import { tasksSheet } from './tasks.styles.ts';
import type { TasksDesk } from './tasks-desk.ts';
import { tasksWords } from './words.ts';

const pageSize = 100;

/**
 * `<kith-tasks>`: one's own open tasks by overdue, today and later; with `record` those about one record, of everybody. Whoever
 * may write tasks adds them, changes them, ticks them off, puts them off and deletes them, each with a way back. The arrows go from
 * title to title, Enter opens one, Delete deletes it. On a contact it also says how often to be in touch.
 *
 * @attr record `contact:<id>`, `company:<id>` or `deal:<id>` (default: one's own tasks).
 * @attr show `open` (default), or `done` for what is done, the latest first.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for lower rows.
 *
 * @fires kith-open - a record is to be opened; `detail.type` and `detail.id`. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart new-title - the field of a new task. @csspart add - its button.
 * @csspart editor - the form for one that is there.
 * @csspart save - its button. @csspart switch - the switch to done tasks. @csspart details - what a task says besides its title.
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
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, taskFormSheet, tasksSheet, taskRowSheet];
  static override properties: PropertyDeclarations = { record: textAttribute, show: inputAttribute };

  declare record: string;
  declare show: string;

  protected override readonly resources: readonly LiveResource[] = ['tasks', 'interactions'];
  #desk: TasksDesk | undefined;
  #cadence: CadenceControl | undefined;
  #editor: TaskEditor | undefined;
  #me: string | undefined;
  #members: readonly Member[] = [];
  /** Ticked off and not yet told by the server. */
  readonly #gone = new Set<string>();
  readonly #adder = new TaskAdder({
    changed: () => this.requestUpdate(),
    add: async (fields) => this.#desk?.add(fields, recordOf(this.record)),
    added: () => void this.#feed.refresh(),
    problemOf: (error) => this.#words('notAdded', { code: codeOf(error) }),
  });
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
    edit: (task) => void this.#edit(task),
    refresh: () => this.#feed.refresh(),
    undone: () => this.changed(),
  });

  constructor() {
    super();
    this.record = '';
    this.show = 'open';
  }

  protected override load(): void {
    const session = this.active;
    if (!session) return;
    const record = recordOf(this.record);
    this.#cadence = undefined;
    void this.#feed.load(tasksOf(clientOf(session), record, this.#state), { pageSize, keep: false });
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
    if (!granted.includes('organization.read')) return;
    const [members, me] = await Promise.all([
      membersOf(session).catch((): readonly Member[] => []),
      meOf(session).catch(() => undefined),
    ]);
    if (session !== this.active) return;
    this.#members = members;
    this.#me = me;
    this.requestUpdate();
  }

  get #state(): TaskState {
    return this.show === 'done' ? 'done' : 'open';
  }

  async #edit(task: Task) {
    const { TaskEditor } = await import('./task-editor.ts');
    this.#editor ??= new TaskEditor({
      changed: () => this.requestUpdate(),
      desk: () => this.#desk,
      saved: (saved) => this.#acts.tellSaved(saved),
      closed: (id) => void this.#focusRow(id),
    });
    this.#editor.open(task);
  }

  async #focusRow(id: string) {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${id}"] button.title`)?.focus();
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#desk = undefined;
    this.#editor = undefined;
    this.#cadence = undefined;
    this.#members = [];
    this.#me = undefined;
    this.#feed.clear();
  }

  protected override changed(): void {
    this.#gone.clear();
    void this.#feed.refresh();
    void this.#cadence?.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.get('record') === undefined && changes.get('show') === undefined) return;
    if (changes.has('record')) this.#editor = undefined;
    this.#feed.clear();
    this.load();
  }

  get #words() {
    return tasksWords(this.language, this.respeak);
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
        >${this.#feed.status === 'ready' ? t(this.#state === 'done' ? 'doneCount' : 'open', { count: this.#feed.items.length }) : nothing}</span
      >`;
  }

  #head() {
    const t = this.#words;
    const stale = this.live === 'down' || (this.#feed.status === 'ready' && this.#feed.error !== undefined);
    const shown = { members: this.#members, me: this.#me, t };
    const editor = this.#editor?.id === undefined ? undefined : this.#editor;
    const cadence = this.#cadence?.draw({
      t,
      language: this.language,
      now: new Date(),
      mayWrite: this.#desk !== undefined,
      failed: (error) => this.#acts.tellFailure(error),
    });
    return html`<div class="head">
      ${staleBadge(stale, t)} ${editor ? editor.draw(shown) : this.#desk ? this.#adder.draw(shown) : nothing}
      <div class="strip">
        ${cadence}
        ${stateSwitch(this.#state, t, (state) => {
          this.show = state;
        })}
      </div>
    </div>`;
  }

  #body() {
    const t = this.#words;
    const state = feedState(this.#feed, t, ghosts);
    if (state) return state;
    const tasks = this.#feed.items.filter(({ id }) => !this.#gone.has(id));
    if (tasks.length === 0) return noTasks(this.#state, this.#desk !== undefined, t);
    const view = {
      state: this.#state,
      edited: this.#editor?.id,
      language: this.language,
      t,
      now: new Date(),
      ofRecord: this.record !== '',
      acts: this.#desk ? this.#acts : null,
      nameOf: (id: string) => this.#members.find((member) => member.id === id)?.name ?? null,
      open: ({ type, id }: { type: string; id: string }) => {
        const record = recordOf(`${type}:${id}`);
        if (record) openRecord(this, record);
      },
    };
    return html`${taskList(tasks, view)} ${moreButton(this.#feed.more, t, () => void this.#feed.loadMore())}`;
  }
}
