// Owns what people do with notes who may write them: the new one, those under edit, deleting. Loaded for them alone.
import { type KithClient, type Note, unwrap } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html } from 'lit';
import { Pencil, Trash2 } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { Member } from '../kit/members.ts';
import { type RecordRef, recordText } from '../kit/record.ts';
import { NoteEditor } from './note-editor.ts';
import { noteForm } from './note-form.ts';
import type { TimelineKey } from './words.ts';

export interface DeskHost {
  client: KithClient;
  changed(): void;
  /** Something was written: fetch again. */
  written(): void;
  /** A note was changed; the token gives the text before back. */
  edited(undoToken: string): void;
  /** A note is gone; the token brings it back. Null: it could not be deleted. */
  deleted(undoToken: string | null): void;
}

/** Who somebody is, as far as notes ask. */
export interface Writer {
  userId: string | null;
  /** May change notes of others. */
  manages: boolean;
}

export class NotesDesk {
  /** One draft a record: going elsewhere and back keeps what was typed. */
  readonly #drafts = new Map<string, NoteEditor>();
  readonly #edits = new Map<string, NoteEditor>();
  readonly #host: DeskHost;
  readonly #writer: Writer;

  constructor(host: DeskHost, writer: Writer) {
    this.#host = host;
    this.#writer = writer;
  }

  composer(record: RecordRef, members: readonly Member[], t: Words<TimelineKey>) {
    const text = recordText(record);
    const editor = this.#drafts.get(text) ?? new NoteEditor('', this.#host.changed);
    this.#drafts.set(text, editor);
    const save = async () => {
      const saved = await editor.save((body) =>
        unwrap(this.#host.client.POST('/v1/notes', { body: { record, body } })),
      );
      if (saved) this.#forget(this.#drafts, text);
    };
    const discard = () => this.#forget(this.#drafts, text);
    return noteForm({ editor, members, t, key: 'new', isNew: true, save: () => void save(), discard });
  }

  /** The form of a note under edit; null for one that is only read. */
  editing(note: Note, members: readonly Member[], t: Words<TimelineKey>) {
    const editor = this.#edits.get(note.id);
    if (!editor) return null;
    const params = { path: { id: note.id }, header: { 'if-match': `"${note.version}"` } };
    const save = async () => {
      const saved = await editor.save(async (body) => {
        const { undoToken } = await unwrap(this.#host.client.PATCH('/v1/notes/{id}', { params, body: { body } }));
        if (undoToken !== null) this.#host.edited(undoToken);
      });
      if (saved) this.#forget(this.#edits, note.id);
      else if (editor.state === 'conflict') this.#host.written();
    };
    const discard = () => this.#forget(this.#edits, note.id);
    return noteForm({ editor, members, t, key: `note-${note.id}`, isNew: false, save: () => void save(), discard });
  }

  /** The buttons of a note that the writer may change. */
  tools(note: Note, t: Words<TimelineKey>) {
    if (!this.#writer.manages && note.authorId !== this.#writer.userId) return null;
    const edit = () => {
      this.#edits.set(note.id, new NoteEditor(note.body, this.#host.changed));
      this.#host.changed();
    };
    return html`<span class="tools">
      <button class="tool" type="button" title=${t('editNote')} @click=${edit}>${icon(Pencil, t('editNote'))}</button>
      <button class="tool" type="button" title=${t('deleteNote')} @click=${() => void this.#delete(note.id)}>
        ${icon(Trash2, t('deleteNote'))}
      </button>
    </span>`;
  }

  async #delete(id: string) {
    try {
      const { undoToken } = await unwrap(this.#host.client.DELETE('/v1/notes/{id}', { params: { path: { id } } }));
      this.#host.deleted(undoToken);
    } catch {
      this.#host.deleted(null);
    }
  }

  #forget(editors: Map<string, NoteEditor>, key: string) {
    editors.delete(key);
    this.#host.written();
  }
}
