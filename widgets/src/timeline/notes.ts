// Owns the notes of a timeline: how one is shown, and the desk of those who may write, both loaded when they are first needed.
import { type TimelineItem, unwrap } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { clientOf } from '../kit/client.ts';
import { type Member, membersOf } from '../kit/members.ts';
import type { RecordRef } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { permissionsOf } from '../kit/who.ts';
import type { NotesDesk } from './notes-desk.ts';
import type { TimelineKey } from './words.ts';

export type NoteItem = Extract<TimelineItem, { kind: 'note' }>;

interface Host {
  session(): KithSession | undefined;
  words(): Words<TimelineKey>;
  changed(): void;
  /** Something was written: fetch again. */
  written(): void;
  /** A note was changed; the token gives the text before back. */
  edited(undoToken: string): void;
  /** A note is gone; the token brings it back. Null: it could not be deleted. */
  deleted(undoToken: string | null): void;
}

export class Notes {
  #desk: NotesDesk | undefined;
  #members: readonly Member[] = [];
  #markdown: ((text: string) => unknown) | undefined;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Opens the desk for who may write. Who may not sees no names either where the session may not know them. */
  async open(session: KithSession): Promise<void> {
    if (this.#desk) return;
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    const over = () => session !== this.#host.session();
    if (granted.includes('organization.read')) {
      const members = await membersOf(session).catch((): readonly Member[] => []);
      if (over()) return;
      this.#members = members;
      this.#host.changed();
    }
    if (!granted.includes('notes.write')) return;
    const client = clientOf(session);
    // Not knowing who looks is no right to change a note: then only new ones are written, until the next session or visit.
    const [{ NotesDesk }, me] = await Promise.all([
      import('./notes-desk.ts'),
      unwrap(client.GET('/v1/me')).catch(() => null),
    ]);
    if (over()) return;
    const writer = { userId: me?.user?.id ?? null, manages: granted.includes('organization.manage') };
    this.#desk = new NotesDesk({ ...this.#host, client }, writer);
    this.#host.changed();
  }

  /** The code that shows Markdown comes with the first note. */
  async show(): Promise<void> {
    if (this.#markdown) return;
    const { markdown } = await import('../kit/markdown.ts');
    this.#markdown = markdown;
    this.#host.changed();
  }

  forget(): void {
    this.#desk = undefined;
    this.#members = [];
  }

  nameOf(memberId: string): string | null {
    return this.#members.find(({ id }) => id === memberId)?.name ?? null;
  }

  /** The form for a new note, for who may write. */
  composer(record: RecordRef) {
    return this.#desk?.composer(record, this.#members, this.#host.words()) ?? nothing;
  }

  /** A note as it is read, or its form while it is under edit. */
  draw({ note }: NoteItem) {
    const t = this.#host.words();
    const editing = this.#desk?.editing(note, this.#members, t);
    if (editing) return editing;
    const text = this.#markdown ? this.#markdown(note.body) : html`<p class="plain">${note.body}</p>`;
    return html`<div class="md" part="text">${text}</div>
      ${this.#desk?.tools(note, t) ?? nothing}`;
  }
}
