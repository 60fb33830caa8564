// Owns notes being written: what was typed survives refreshes, failures and somebody else's changes.
import { codeOf } from '../kit/code-of.ts';

/** The part of a contact that notes are about. */
export interface NotesBase {
  notes: string | null;
  version: number;
}

/** How the editor reaches the server. */
export interface NotesStore<Contact extends NotesBase> {
  /** Writes over exactly this version; throws `version_conflict` when it is not the last. */
  write(notes: string | null, version: number): Promise<Contact>;
  read(): Promise<Contact>;
}

const textOf = (base: NotesBase) => base.notes ?? '';

/** One contact's notes under edit. `changed` is called after each change of its fields. */
export class NotesEditor {
  text: string;
  state: 'idle' | 'saving' | 'saved' | 'failed' | 'conflict' = 'idle';
  error: unknown;
  #base: NotesBase;
  readonly #changed: () => void;

  constructor(base: NotesBase, changed: () => void) {
    this.#base = base;
    this.text = textOf(base);
    this.#changed = changed;
  }

  get dirty(): boolean {
    return this.text !== textOf(this.#base);
  }

  /** What the server holds, as far as is known. */
  get theirs(): string {
    return textOf(this.#base);
  }

  /** The contact arrived anew. Typed text stays, and its base with it, so that saving notices the difference. */
  accept(base: NotesBase): void {
    if (this.dirty || this.state === 'saving') return;
    if (base.version !== this.#base.version && this.state === 'saved') this.state = 'idle';
    this.#base = base;
    this.text = textOf(base);
  }

  type(text: string): void {
    this.text = text;
    if (this.state !== 'conflict' && this.state !== 'saving') this.state = 'idle';
    this.#changed();
  }

  /** Drops what was typed. */
  discard(): void {
    this.text = textOf(this.#base);
    this.state = 'idle';
    this.#changed();
  }

  /** Saves. Returns the contact as it is now, or null when it was not saved; `state` says why. */
  async save<Contact extends NotesBase>(store: NotesStore<Contact>): Promise<Contact | null> {
    if (this.state === 'saving') return null;
    const { text } = this;
    this.#become('saving');
    try {
      return this.#saved(await store.write(text || null, this.#base.version), text);
    } catch (error) {
      if (codeOf(error) !== 'version_conflict') return this.#failed(error);
    }
    return this.#settle(store, text);
  }

  /** Somebody wrote in between. Other fields are no reason to ask; other notes are. */
  async #settle<Contact extends NotesBase>(store: NotesStore<Contact>, text: string): Promise<Contact | null> {
    try {
      const latest = await store.read();
      const untouched = textOf(latest) === textOf(this.#base);
      this.#base = latest;
      if (untouched) return this.#saved(await store.write(text || null, latest.version), text);
      this.#become(this.dirty ? 'conflict' : 'saved');
      return latest;
    } catch (error) {
      return this.#failed(error);
    }
  }

  #saved<Contact extends NotesBase>(contact: Contact, sent: string): Contact {
    this.#base = contact;
    // What was typed while it was being saved is still to be saved.
    if (this.text === sent) this.text = textOf(contact);
    this.error = undefined;
    this.#become(this.dirty ? 'idle' : 'saved');
    return contact;
  }

  #failed(error: unknown): null {
    this.error = error;
    this.#become('failed');
    return null;
  }

  #become(state: NotesEditor['state']) {
    this.state = state;
    this.#changed();
  }
}
