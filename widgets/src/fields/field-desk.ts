// Owns the one form that is open: what was written, what a new type would lose, and saving.
import type { CustomField } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import type { RecordType } from '../kit/record.ts';
import { countOf, messageOf } from '../kit/refusal.ts';
import type { KithSession } from '../kit/session.ts';
import { draftFor, type FieldDraft, foresee, type Outcome, saveDraft } from './field-draft.ts';
import { fieldForm } from './field-form.ts';
import type { FieldsKey } from './words.ts';

interface Host {
  element: HTMLElement & { shadowRoot: ShadowRoot | null };
  session(): KithSession | undefined;
  recordType(): RecordType;
  language(): Language;
  /** There is something to draw. */
  changed(): void;
  /** Something was saved. */
  saved(): void;
}

interface Opened {
  draft: FieldDraft;
  problem: string;
  saving: boolean;
  outcome: Outcome | null;
  using: number;
}

export class FieldDesk {
  opened: Opened | undefined;
  readonly #host: Host;
  #toFocus = false;
  /** The field was changed by somebody else, and whoever writes was told. */
  #conflicted = false;

  constructor(host: Host) {
    this.#host = host;
  }

  /** @param field null for a new one. */
  open(field: CustomField | null): void {
    this.opened = { draft: draftFor(field), problem: '', saving: false, outcome: null, using: 0 };
    this.#toFocus = true;
    this.#host.changed();
  }

  close(): void {
    this.opened = undefined;
  }

  /** The fields came anew: after a conflict the form goes on over what is there now. */
  rebase(fields: readonly CustomField[]): void {
    const { opened } = this;
    const field = fields.find(({ id }) => id === opened?.draft.field?.id);
    if (!this.#conflicted || !opened || !field) return;
    this.#conflicted = false;
    this.opened = { ...opened, draft: { ...opened.draft, field } };
  }

  focusForm(): void {
    const first = this.#toFocus ? this.#host.element.shadowRoot?.querySelector<HTMLElement>('.form input') : null;
    if (!first) return;
    this.#toFocus = false;
    first.focus();
  }

  /** The form, for the field that is open. */
  formOf(field: CustomField | null, t: Words<FieldsKey>) {
    const { opened } = this;
    if (!opened || (opened.draft.field?.id ?? null) !== (field?.id ?? null)) return undefined;
    return fieldForm({
      ...opened,
      t,
      change: (part) => this.#write(part, t),
      save: (confirm) => void this.#save(confirm, t),
      cancel: () => {
        this.close();
        this.#host.changed();
      },
    });
  }

  #set(part: Partial<Opened>) {
    if (!this.opened) return;
    this.opened = { ...this.opened, ...part };
    this.#host.changed();
  }

  #write(part: Partial<FieldDraft>, t: Words<FieldsKey>) {
    if (!this.opened) return;
    this.#set({ draft: { ...this.opened.draft, ...part }, using: 0, problem: '' });
    if (part.type !== undefined || part.currency !== undefined) void this.#foresee(t);
  }

  async #foresee(t: Words<FieldsKey>) {
    const [session, opened] = [this.#host.session(), this.opened];
    if (!session || !opened) return;
    this.#set({ outcome: null });
    const { type } = opened.draft;
    try {
      const outcome = await foresee(clientOf(session), opened.draft);
      if (this.opened?.draft.type === type) this.#set({ outcome });
    } catch (error) {
      this.#set({ problem: this.#say(error, t) });
    }
  }

  async #save(confirm: boolean, t: Words<FieldsKey>) {
    const [session, opened] = [this.#host.session(), this.opened];
    if (!session || !opened || opened.saving) return;
    this.#set({ saving: true, problem: '' });
    try {
      await saveDraft(clientOf(session), { draft: opened.draft, recordType: this.#host.recordType(), confirm });
      if (this.opened?.draft.field?.id === opened.draft.field?.id) this.close();
      this.#host.changed();
      this.#host.saved();
    } catch (error) {
      if (codeOf(error) === 'would_lose') {
        // Of a type it was said beforehand; so this is about options, or somebody wrote values meanwhile.
        const same = opened.draft.field?.type === opened.draft.type;
        this.#set({ saving: false, using: same ? (countOf(error) ?? 1) : 0 });
        if (!same) await this.#foresee(t);
        return;
      }
      if (codeOf(error) === 'version_conflict') {
        this.#conflicted = true;
        this.#host.saved();
      }
      this.#set({ saving: false, problem: this.#say(error, t) });
    }
  }

  #say(error: unknown, t: Words<FieldsKey>): string {
    const code = codeOf(error);
    if (code === 'unreachable') return t('notSaved');
    if (code === 'version_conflict') return t('conflict');
    return messageOf(error, this.#host.language()) ?? t('refused', { code });
  }
}
