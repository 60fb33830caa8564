// Owns the one form that is open: a new name for a tag, or the tag that takes its place; saving it, and the way back.
import { type Tag, unwrap } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import { tagForm } from './tag-form.ts';
import { findTag, mergeTag, removeTag, renameTag, tagInTheWay } from './tag-store.ts';
import type { TagsKey } from './words.ts';

interface Host {
  element: HTMLElement & { shadowRoot: ShadowRoot | null };
  session(): KithSession | undefined;
  language(): Language;
  words(): Words<TagsKey>;
  /** There is something to draw. */
  changed(): void;
  /** Something was saved or undone: the list is to be fetched again. */
  saved(): void;
}

export type TagTask = 'rename' | 'merge';

export interface OpenTag {
  task: TagTask;
  tag: Tag;
  text: string;
  problem: string;
  saving: boolean;
  /** Names to choose from. */
  offers: readonly string[];
  /** The tag that has the name already. */
  taken: Pick<Tag, 'id' | 'name'> | undefined;
}

interface Told {
  text: string;
  undoToken: string | null;
}

export class TagDesk {
  opened: OpenTag | undefined;
  readonly #host: Host;
  #toFocus = false;
  #asked = new AbortController();

  constructor(host: Host) {
    this.#host = host;
  }

  open(tag: Tag, task: TagTask): void {
    const text = task === 'rename' ? tag.name : '';
    this.opened = { task, tag, text, problem: '', saving: false, offers: [], taken: undefined };
    this.#toFocus = true;
    if (task === 'merge') void this.#ask('');
    this.#host.changed();
  }

  close(): void {
    this.#asked.abort();
    this.opened = undefined;
  }

  /** The form, in the place of its tag. */
  form() {
    const { opened } = this;
    if (!opened) return undefined;
    return tagForm(opened, this.#host.words(), {
      type: (text) => {
        this.#set({ text, problem: '', taken: undefined });
        if (opened.task === 'merge') void this.#ask(text);
      },
      save: () => void this.#save(),
      merge: (into) => void this.#act(opened.tag, (session) => this.#merge(session, opened.tag, into)),
      cancel: () => this.#leave(),
    });
  }

  /** Called after each drawing: a form that has just opened takes the focus. */
  focusForm(): void {
    const input = this.#toFocus ? this.#host.element.shadowRoot?.querySelector<HTMLInputElement>('.form input') : null;
    if (!input) return;
    this.#toFocus = false;
    input.focus();
    input.select();
  }

  /** Takes a tag from every record. */
  async remove(tag: Tag): Promise<void> {
    const session = this.#host.session();
    if (!session) return;
    const t = this.#host.words();
    const near = { near: this.#host.element, language: this.#host.language() };
    try {
      const undoToken = await removeTag(clientOf(session), tag.id);
      this.#tell(session, { text: t('deleted', { name: tag.name }), undoToken });
    } catch (error) {
      void showToast({ ...near, text: this.#say(error), problem: true });
    }
    this.#host.saved();
  }

  #set(part: Partial<OpenTag>) {
    if (!this.opened) return;
    this.opened = { ...this.opened, ...part };
    this.#host.changed();
  }

  /** Back to the list, the focus on the button that opened the form. */
  #leave() {
    const { opened } = this;
    this.close();
    this.#host.changed();
    requestAnimationFrame(() => {
      if (!opened || this.opened) return;
      const row = `[data-id="${CSS.escape(opened.tag.id)}"] [data-task="${opened.task}"]`;
      this.#host.element.shadowRoot?.querySelector<HTMLElement>(row)?.focus();
    });
  }

  async #ask(search: string) {
    const [session, { opened }] = [this.#host.session(), this];
    if (!session || !opened) return;
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const query = { limit: 20, ...(search.trim() === '' ? {} : { search: search.trim().slice(0, 60) }) };
    // Offers only help: without them one types.
    const page = await unwrap(clientOf(session).GET('/v1/tags', { params: { query }, signal })).catch(() => undefined);
    if (page && !signal.aborted)
      this.#set({ offers: page.items.filter(({ id }) => id !== opened.tag.id).map(({ name }) => name) });
  }

  async #save() {
    const { opened } = this;
    const t = this.#host.words();
    if (!opened || opened.saving) return;
    const text = opened.text.trim();
    if (text === '') return this.#set({ problem: t('empty') });
    if (opened.task === 'rename') return this.#act(opened.tag, (session) => this.#rename(session, opened.tag, text));
    await this.#act(opened.tag, async (session) => {
      const into = await findTag(clientOf(session), text);
      if (into && into.id !== opened.tag.id) return this.#merge(session, opened.tag, into);
      this.#set({ problem: t(into ? 'itself' : 'unknown'), saving: false });
      return undefined;
    });
  }

  async #rename(session: KithSession, tag: Tag, name: string): Promise<Told | undefined> {
    if (name === tag.name) return { text: '', undoToken: null };
    const saved = await renameTag(clientOf(session), tag, name);
    return { text: this.#host.words()('renamed', { from: tag.name, name: saved.name }), undoToken: saved.undoToken };
  }

  async #merge(session: KithSession, tag: Tag, into: Pick<Tag, 'id' | 'name'>): Promise<Told> {
    const undoToken = await mergeTag(clientOf(session), tag.id, into.id);
    return { text: this.#host.words()('merged', { from: tag.name, name: into.name }), undoToken };
  }

  /** Does what the form is for; whoever has gone on to another tag meanwhile keeps that one open. */
  async #act(tag: Tag, work: (session: KithSession) => Promise<Told | undefined>): Promise<void> {
    const session = this.#host.session();
    if (!session) return;
    this.#set({ saving: true, problem: '' });
    const still = () => this.opened?.tag.id === tag.id;
    try {
      const done = await work(session);
      if (!done) return;
      if (still()) this.#leave();
      if (done.text !== '') this.#tell(session, done);
    } catch (error) {
      const taken = tagInTheWay(error, this.opened?.text.trim() ?? '');
      if (still()) this.#set({ saving: false, taken, problem: taken ? '' : this.#say(error) });
    }
    this.#host.saved();
  }

  #tell(session: KithSession, { text, undoToken }: Told) {
    const near = { near: this.#host.element, language: this.#host.language(), session };
    void showToast({ ...near, text, undoToken, onUndone: () => this.#host.saved() });
  }

  #say(error: unknown): string {
    const [t, code] = [this.#host.words(), codeOf(error)];
    if (code === 'not_found') return t('gone');
    if (code === 'version_conflict') return t('conflict');
    return code === 'unreachable' ? t('notSaved') : t('refused', { code });
  }

  /** The tags came anew: what is written goes on over the tag as it is now. */
  rebase(tags: readonly Tag[]): void {
    const now = tags.find(({ id }) => id === this.opened?.tag.id);
    if (now && this.opened) this.opened = { ...this.opened, tag: now };
  }
}
