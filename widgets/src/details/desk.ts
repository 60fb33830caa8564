// Owns editing one detail at a time: what was typed, saving it over the version that was read, and the way back.
import type { Language, Words } from '@kith/sdk/words';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import type { Member } from '../kit/members.ts';
import type { RecordRef } from '../kit/record.ts';
import { messageOf } from '../kit/refusal.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import { type Draft, draftOf, readDraft } from './draft.ts';
import { editor } from './editor.ts';
import { offersFor } from './offers.ts';
import { type DetailRecord, saveRecord } from './record-store.ts';
import type { Row } from './rows.ts';
import type { DetailsKey } from './words.ts';

interface Host {
  element: HTMLElement & { shadowRoot: ShadowRoot | null };
  session(): KithSession | undefined;
  /** There is something to draw. */
  changed(): void;
  /** A save returned the record as it is now. */
  saved(record: DetailRecord): void;
  /** Fetches the record anew. */
  reread(): Promise<DetailRecord | undefined>;
}

interface Opened {
  ref: RecordRef;
  record: DetailRecord;
  members: readonly Member[];
  names: ReadonlyMap<string, string>;
}

interface Editing extends Opened {
  row: Row;
  draft: Draft;
  problem: string;
  saving: boolean;
  offers: readonly string[];
  people: ReadonlyMap<string, unknown>;
}

interface Spoken {
  t: Words<DetailsKey>;
  language: Language;
}

export class DetailsDesk {
  readonly #host: Host;
  #editing: Editing | undefined;
  #toFocus = false;
  #asked = new AbortController();

  constructor(host: Host) {
    this.#host = host;
  }

  open(row: Row, opened: Opened): void {
    const draft = draftOf(row, opened.names);
    this.#editing = { ...opened, row, draft, problem: '', saving: false, offers: [], people: new Map() };
    this.#toFocus = true;
    void this.#ask('');
    this.#host.changed();
  }

  /** True while the row is under edit. */
  edits({ key }: Row): boolean {
    return this.#editing?.row.key === key;
  }

  close(): void {
    this.#asked.abort();
    this.#editing = undefined;
  }

  /** The form, for the row under edit. */
  editorOf(row: Row, spoken: Spoken) {
    const editing = this.#editing;
    if (editing?.row.key !== row.key) return undefined;
    const { draft, problem, saving, members, offers } = editing;
    return editor({
      t: spoken.t,
      row,
      draft,
      problem,
      saving,
      members,
      offers,
      change: (part) => this.#change({ draft: { ...this.#draft(editing), ...part } }),
      typed: (text) => void this.#ask(text),
      save: () => void this.#save(row, spoken),
      cancel: () => this.#leave(row.key),
    });
  }

  /** Called after each drawing: a form that has just opened takes the focus. */
  focusEditor(): void {
    if (!this.#toFocus) return;
    const first = this.#host.element.shadowRoot?.querySelector<HTMLElement>('.editor :is(input, select, textarea)');
    if (!first) return;
    this.#toFocus = false;
    first.focus();
  }

  #draft = (editing: Editing) => (this.#editing ?? editing).draft;

  #change(part: Partial<Editing>) {
    if (!this.#editing) return;
    this.#editing = { ...this.#editing, ...part };
    this.#host.changed();
  }

  /** Back to reading, the focus where it was. */
  #leave(key: string) {
    this.close();
    this.#host.changed();
    requestAnimationFrame(() => {
      // Somebody has gone on to another detail.
      if (this.#editing) return;
      this.#host.element.shadowRoot?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] .value`)?.focus();
    });
  }

  async #ask(text: string) {
    const [session, editing] = [this.#host.session(), this.#editing];
    if (!session || !editing) return;
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const { row, members } = editing;
    // Offers only help: without them one types.
    const offers = await offersFor(clientOf(session), { row, text, members, signal }).catch(() => undefined);
    if (offers && !signal.aborted)
      this.#change({ offers: offers.names, people: new Map([...editing.people, ...offers.people]) });
  }

  async #save(row: Row, { t, language }: Spoken) {
    const [session, editing] = [this.#host.session(), this.#editing];
    if (!session || !editing || editing.saving) return;
    const read = readDraft(row, editing.draft, editing.people, t);
    if (!read.ok) return this.#change({ problem: read.message });
    this.#change({ saving: true, problem: '' });
    const { ref, record } = editing;
    // Whoever has gone on to another detail meanwhile keeps that one open.
    const still = () => this.#editing?.row.key === row.key && this.#editing.ref === ref;
    const near = { near: this.#host.element, language, session };
    try {
      const saved = await saveRecord(clientOf(session), ref, { version: record.version, patch: row.patch(read.value) });
      if (still()) this.#leave(row.key);
      this.#host.saved(saved.record);
      if (saved.record.version === record.version) return;
      const changed = t('changed', { field: row.label });
      const text = saved.tookIn ? `${changed}. ${t('tookIn', { count: saved.tookIn })}` : changed;
      void showToast({ ...near, text, undoToken: saved.undoToken });
    } catch (error) {
      const newest = codeOf(error) === 'version_conflict' ? await this.#host.reread() : undefined;
      const problem = this.#say(error, { t, language });
      if (still()) this.#change({ saving: false, problem, ...(newest ? { record: newest } : {}) });
      else void showToast({ ...near, text: `${row.label}: ${problem}`, problem: true });
    }
  }

  #say(error: unknown, { t, language }: Spoken): string {
    const code = codeOf(error);
    if (code === 'version_conflict') return t('conflict');
    return code === 'unreachable' ? t('notSaved') : (messageOf(error, language) ?? t('refused', { code }));
  }

  /** The record came anew. While the detail under edit is as it was, the edit goes on over the new version. */
  rebase(record: DetailRecord, rows: readonly Row[]): void {
    const editing = this.#editing;
    if (!editing) return;
    const now = rows.find(({ key }) => key === editing.row.key);
    if (JSON.stringify(now?.value) === JSON.stringify(editing.row.value)) this.#editing = { ...editing, record };
  }
}
