// Owns what people do who may edit contacts: notes under edit, and bringing a person back. Loaded for them alone.
import { type Contact, type KithClient, unwrap } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { notesSection } from './notes.ts';
import { NotesEditor } from './notes-editor.ts';
import type { RestKey } from './rest-words.ts';

/** One editor a contact: going to somebody else and back keeps what was typed. */
export class NotesDesk {
  readonly #editors = new Map<string, NotesEditor>();
  readonly #client: KithClient;
  readonly #changed: () => void;
  readonly #saved: (contact: Contact) => void;

  /** @param changed called when there is something to draw. @param saved called with the contact that a save returned. */
  constructor(client: KithClient, changed: () => void, saved: (contact: Contact) => void) {
    this.#client = client;
    this.#changed = changed;
    this.#saved = saved;
  }

  /** The contact arrived anew. */
  accept(contact: Contact): void {
    this.#editors.get(contact.id)?.accept(contact);
  }

  section(contact: Contact, t: Words<RestKey>) {
    const editor = this.#editors.get(contact.id) ?? new NotesEditor(contact, this.#changed);
    this.#editors.set(contact.id, editor);
    return notesSection({ editor, t, save: () => void this.#save(contact.id, editor) });
  }

  /** Brings a deleted contact back. When nobody answers it stays deleted, and its button stays. */
  async restore({ id }: Contact): Promise<void> {
    const restored = unwrap(this.#client.POST('/v1/contacts/{id}/restore', { params: { path: { id } } }));
    await restored.then(this.#saved, this.#changed);
  }

  async #save(id: string, editor: NotesEditor) {
    const path = { id };
    const saved = await editor.save<Contact>({
      write: (notes, version) => {
        const header = { 'if-match': `"${version}"` };
        return unwrap(this.#client.PATCH('/v1/contacts/{id}', { params: { path, header }, body: { notes } }));
      },
      read: () => unwrap(this.#client.GET('/v1/contacts/{id}', { params: { path } })),
    });
    if (saved) this.#saved(saved);
  }
}
