// Owns <kith-timeline>: everything that happened with a record, with a note to add, kept live.
import type { LiveChange, LiveResource } from '@kith/sdk';
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
import { moreButton } from '../kit/more-button.ts';
import { type RecordRef, recordOf } from '../kit/record.ts';
import { emptyState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { entry } from './entry.ts';
import { markdownSheet } from './markdown.styles.ts';
import { type NoteItem, Notes } from './notes.ts';
import { timelineSheet } from './timeline.styles.ts';
import { type Entry, kindsOf, type TimelineKind, timelineKinds, timelineOf } from './timeline-pages.ts';
import { timelineWords } from './words.ts';

const pageSize = 30;

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
  readonly #notes = new Notes({
    session: () => this.active,
    words: () => this.#words,
    changed: () => this.requestUpdate(),
    written: () => void this.#feed.refresh(),
    edited: (undoToken) => this.#tell('noteEdited', undoToken),
    deleted: (undoToken) => this.#tell(undoToken === null ? 'notDeleted' : 'noteDeleted', undoToken),
  });
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
    void this.#notes.open(session);
  }

  /** Tells what became of a note, with the way back; without one it is a problem. */
  #tell(what: 'noteEdited' | 'noteDeleted' | 'notDeleted', undoToken: string | null) {
    const { active: session } = this;
    const problem = undoToken === null;
    const text = this.#words(what);
    const onUndone = () => void this.#feed.refresh();
    void showToast({ near: this, language: this.language, text, problem, undoToken, session, onUndone });
    void this.#feed.refresh();
  }

  #arrived() {
    this.requestUpdate();
    if (this.#feed.items.some(({ item }) => item.kind === 'note')) void this.#notes.show();
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#notes.forget();
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
    return html`${this.#head()} ${this.#notes.composer(record)}
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
      nameOf: (id: string) => this.#notes.nameOf(id),
      noteBody: (item: NoteItem) => this.#notes.draw(item),
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
}

const ghosts = [1, 2, 3, 4, 5].map(
  () => html`<div class="event ghost" aria-hidden="true">
    <span class="sign skeleton"></span>
    <div class="what"><div class="skeleton line wide"></div><div class="skeleton line"></div></div>
  </div>`,
);
