// Owns the views of a resource as a person works with them: which one is open, what was changed in it, saving and deleting.
import { type KithClient, unwrap, type View, type ViewField } from '@kith/sdk';
import { type Draft, draftOf, emptyDraft, type Resource, sameDraft, usable } from './draft.ts';

export class ViewDesk {
  views: View[] = [];
  /** The saved view that is open; null for everything. */
  base: View | null = null;
  draft: Draft = emptyDraft;

  /** True when there is something to save. */
  get dirty(): boolean {
    return !sameDraft(this.draft, this.base ? draftOf(this.base) : { ...emptyDraft, form: this.draft.form });
  }

  async load(client: KithClient, resource: Resource, signal: AbortSignal): Promise<void> {
    const query = { resource, limit: 200 };
    const { items } = await unwrap(client.GET('/v1/views', { params: { query }, signal }));
    if (signal.aborted) return;
    this.views = items;
    const again = this.base && items.find(({ id }) => id === this.base?.id);
    // What somebody else saved meanwhile shows, unless one is at work on it oneself.
    if (again && !this.dirty) this.open(again.id);
    else if (this.base && !again) this.base = null;
    else if (again) this.base = again;
  }

  /** Paths of conditions, sorts and columns whose field is not there any more, while nobody has mended them. */
  get broken(): string[] {
    const { base, draft } = this;
    if (!base || base.problems.length === 0) return [];
    return JSON.stringify(draft.filter) === JSON.stringify(base.filter) ? base.problems.map(({ path }) => path) : [];
  }

  /** The view as it is without what is gone or half written. */
  mended(known: ReadonlyMap<string, ViewField>): Draft {
    const { draft } = this;
    return {
      ...draft,
      sort: draft.sort.filter(({ field }) => known.has(field)),
      columns: draft.columns.filter((key) => known.has(key)),
      filter: { version: 1, where: usable(draft.filter.where, known) },
    };
  }

  /** Opens a view by id; empty or unknown opens everything. */
  open(id: string): void {
    this.base = this.views.find((view) => view.id === id) ?? null;
    this.draft = this.base ? draftOf(this.base) : { ...emptyDraft, form: this.draft.form };
  }

  /** Saves over the open view. @throws KithError `version_conflict`, `forbidden` and what the API says. */
  async save(client: KithClient, more: { name?: string; shared?: boolean } = {}): Promise<View> {
    const { base } = this;
    if (!base) throw new Error('There is no view to save over');
    const header = { 'if-match': `"${base.version}"` };
    const body = { ...this.draft, ...more };
    const saved = await unwrap(client.PATCH('/v1/views/{id}', { params: { path: { id: base.id }, header }, body }));
    this.#adopt(saved);
    return saved;
  }

  async saveAs(client: KithClient, named: { name: string; shared: boolean; resource: Resource }): Promise<View> {
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    const saved = await unwrap(client.POST('/v1/views', { body: { ...this.draft, ...named, zone } }));
    this.#adopt(saved);
    return saved;
  }

  /** Deletes the open view. @returns how to bring it back. */
  async remove(client: KithClient): Promise<() => Promise<unknown>> {
    const { base } = this;
    if (!base) throw new Error('There is no view to delete');
    const path = { id: base.id };
    await unwrap(client.DELETE('/v1/views/{id}', { params: { path } }));
    this.views = this.views.filter(({ id }) => id !== base.id);
    this.open('');
    return () => unwrap(client.POST('/v1/views/{id}/restore', { params: { path } }));
  }

  forget(): void {
    this.views = [];
    this.base = null;
    this.draft = emptyDraft;
  }

  #adopt(saved: View) {
    this.views = [...this.views.filter(({ id }) => id !== saved.id), saved].sort((a, b) =>
      a.name.localeCompare(b.name),
    );
    this.base = saved;
    this.draft = draftOf(saved);
  }
}
