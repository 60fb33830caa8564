// Owns <kith-timeline>: everything that happened with a record, with a note to add, kept live.
import type { LiveChange, LiveResource, TimelineItem } from '@kith/sdk';
import { unwrap } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FileQuestionMark, History, ListFilter } from 'lucide';
import { inputAttribute, textAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import { eventSheet } from '../kit/event.styles.ts';
import { Feed } from '../kit/feed.ts';
import { feedState } from '../kit/feed-state.ts';
import { KithElement } from '../kit/kith-element.ts';
import { type Member, membersOf } from '../kit/members.ts';
import { moreButton } from '../kit/more-button.ts';
import { type RecordRef, recordOf } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { permissionsOf } from '../kit/who.ts';
import { entry } from './entry.ts';
import { markdownSheet } from './markdown.styles.ts';
import type { NotesDesk } from './notes-desk.ts';
import { timelineSheet } from './timeline.styles.ts';
import { type Entry, kindsOf, type TimelineKind, timelineKinds, timelineOf } from './timeline-pages.ts';
import { timelineWords } from './words.ts';

const pageSize = 30;
type NoteItem = Extract<TimelineItem, { kind: 'note' }>;

/**
 * `<kith-timeline>`: messages, notes, tasks, stages and changes of a record, newest first, kept live. A company's timeline
 * joins its people and deals, a deal's the messages of its contacts. Whoever may write notes adds them here, in Markdown
 * with mentions of colleagues, and edits and deletes their own.
 *
 * Keyboard: Ctrl+Enter saves the note; after @ the arrows, Enter and Tab choose a colleague, Esc closes the list.
 *
 * @attr record `contact:<id>`, `company:<id>` or `deal:<id>`.
 * @attr kinds which kinds to show, with spaces between: `interaction note task stage change` (default: all).
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart kinds - the kinds to choose. @csspart kind - one of them.
 * @csspart note-field - the field of a note. @csspart save - its button.
 * @csspart list - the entries. @csspart entry - one of them. @csspart title - its title. @csspart text - its whole text.
 * @csspart more - the button for older entries. @csspart stale - the badge while live changes are not coming.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 *
 * @cssprop [--kith-timeline-height=560px] - height, the same before and after the data.
 * @cssprop --kith-surface - background. @cssprop --kith-sunken - wells. @cssprop --kith-ink - text.
 * @cssprop --kith-ink-2 - secondary text. @cssprop --kith-ink-3 - hints. @cssprop --kith-line - hairlines.
 * @cssprop --kith-accent - links, focus and the button. @cssprop --kith-accent-wash - chosen kinds and mentions.
 * @cssprop --kith-font - font family. @cssprop --kith-radius-card - corner of the card.
 */
export class KithTimeline extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, eventSheet, timelineSheet, markdownSheet];
  static override properties: PropertyDeclarations = { record: textAttribute, kinds: inputAttribute };

  declare record: string;
  declare kinds: string;

  protected override readonly resources: readonly LiveResource[] = [
    ...(['interactions', 'notes', 'tasks', 'deals', 'contacts', 'companies'] as const),
  ];
  #desk: NotesDesk | undefined;
  #members: readonly Member[] = [];
  #markdown: ((text: string) => unknown) | undefined;
  readonly #feed = new Feed<Entry>(() => this.#arrived());

  constructor() {
    super();
    this.record = '';
    this.kinds = '';
  }

  protected override load(keep = false): void {
    const session = this.active;
    const record = recordOf(this.record);
    if (!session || !record) return;
    void this.#feed.load(timelineOf(clientOf(session), record, kindsOf(this.kinds)), { pageSize, keep });
    if (!this.#desk) void this.#openDesk(session);
  }

  /** Who may not write sees no names either where the session may not know them. */
  async #openDesk(session: KithSession) {
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    if (granted.includes('organization.read')) {
      const members = await membersOf(session).catch((): readonly Member[] => []);
      if (session !== this.active) return;
      this.#members = members;
      this.requestUpdate();
    }
    if (!granted.includes('notes.write')) return;
    const [{ NotesDesk }, me] = await Promise.all([
      import('./notes-desk.ts'),
      unwrap(clientOf(session).GET('/v1/me')).catch(() => null),
    ]);
    if (session !== this.active) return;
    const writer = { userId: me?.user?.id ?? null, manages: granted.includes('organization.manage') };
    this.#desk = new NotesDesk(
      {
        client: clientOf(session),
        changed: () => this.requestUpdate(),
        written: () => void this.#feed.refresh(),
        deleted: (undoToken) => this.#tellDeleted(session, undoToken),
      },
      writer,
    );
    this.requestUpdate();
  }

  #tellDeleted(session: KithSession, undoToken: string | null) {
    const problem = undoToken === null;
    const text = this.#words(problem ? 'notDeleted' : 'noteDeleted');
    const onUndone = () => void this.#feed.refresh();
    void showToast({ near: this, language: this.language, text, problem, undoToken, session, onUndone });
    void this.#feed.refresh();
  }

  /** The code that shows Markdown comes with the first note. */
  #arrived() {
    this.requestUpdate();
    if (this.#markdown || !this.#feed.items.some(({ item }) => item.kind === 'note')) return;
    void import('../kit/markdown.ts').then(({ markdown }) => {
      this.#markdown = markdown;
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
    this.#desk = undefined;
    this.#members = [];
    this.#feed.clear();
  }

  protected override changed(changes: readonly (LiveChange | null)[]): void {
    const record = recordOf(this.record);
    if (!record) return;
    // A contact's timeline need not move for what happened with somebody else.
    const elsewhere = (change: LiveChange | null) =>
      record.type === 'contact' &&
      ((typeof change?.contactId === 'string' && change.contactId !== record.id) ||
        (change?.type === 'contacts' && change.id !== null && change.id !== record.id) ||
        change?.type === 'companies');
    if (!changes.every(elsewhere)) void this.#feed.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    const other = changes.has('record') && changes.get('record') !== undefined;
    if (other) this.#feed.clear();
    if (other || (changes.has('kinds') && changes.get('kinds') !== undefined)) this.load(!other);
  }

  get #words() {
    return timelineWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t('timeline')}>${this.#content()}</section>`;
  }

  #content() {
    const t = this.#words;
    const record = recordOf(this.record);
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    if (!record) return emptyState(FileQuestionMark, t('noRecord'), t('noRecordDo'));
    if (codeOf(this.#feed.error) === 'not_found' && this.#feed.status === 'failed') {
      return emptyState(FileQuestionMark, t('missing'), t('missingDo'));
    }
    return html`${this.#head()} ${this.#desk ? this.#desk.composer(record, this.#members, t) : nothing}
      <div class="body" aria-busy=${this.#feed.busy} tabindex="0" role="group" aria-label=${t('timeline')}>
        ${this.#body(record)}
      </div>
      <span class="unseen" role="status">${this.#feed.status === 'ready' ? t('shown', { count: this.#feed.items.length }) : nothing}</span>`;
  }

  #head() {
    const t = this.#words;
    const chosen = kindsOf(this.kinds);
    return html`<div class="head">
      <div class="kinds" part="kinds" role="group" aria-label=${t('show')}>
        ${timelineKinds.map(
          (kind) => html`<button
            class="chip"
            part="kind"
            type="button"
            aria-pressed=${chosen.includes(kind)}
            @click=${() => this.#toggle(kind)}
          >
            ${t(kind)}
          </button>`,
        )}
      </div>
      ${staleBadge(this.live === 'down' || (this.#feed.status === 'ready' && this.#feed.error !== undefined), t)}
    </div>`;
  }

  #toggle(kind: TimelineKind) {
    const chosen = kindsOf(this.kinds);
    this.kinds = (chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind]).join(' ');
  }

  #body(record: RecordRef) {
    const t = this.#words;
    const state = feedState(this.#feed, t, ghosts);
    if (state) return state;
    if (this.#feed.items.length === 0) {
      return kindsOf(this.kinds).length === 0
        ? emptyState(History, t('nothing'), t('nothingDo'))
        : emptyState(ListFilter, t('noneOfThese'), t('noneOfTheseDo'));
    }
    const view = {
      record,
      language: this.language,
      t,
      nameOf: (id: string) => this.#members.find((member) => member.id === id)?.name ?? null,
      noteBody: (item: NoteItem) => this.#noteBody(item),
    };
    return html`<ol class="list" part="list">
        ${repeat(
          this.#feed.items,
          ({ id }) => id,
          ({ item }) => entry(item, view),
        )}
      </ol>
      ${moreButton(this.#feed.more, t, () => void this.#feed.loadMore())}`;
  }

  #noteBody({ note }: NoteItem) {
    const editing = this.#desk?.editing(note, this.#members, this.#words);
    if (editing) return editing;
    const text = this.#markdown ? this.#markdown(note.body) : html`<p class="plain">${note.body}</p>`;
    return html`<div class="md" part="text">${text}</div>
      ${this.#desk?.tools(note, this.#words) ?? nothing}`;
  }
}

const ghosts = [1, 2, 3, 4, 5].map(
  () => html`<div class="event ghost" aria-hidden="true">
    <span class="sign skeleton"></span>
    <div class="what"><div class="skeleton line wide"></div><div class="skeleton line"></div></div>
  </div>`,
);
