// Owns the page of workspaces: add one, change it, make it the default, archive it and bring it back.
import { KithError, unwrap, type Workspace } from '@kith/sdk';
import { avatarSheet } from '@kith/widgets/kit/avatar.ts';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { showToast } from '@kith/widgets/kit/toast.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LivePart } from './live-part.ts';
import { pageSheet } from './page.styles.ts';
import type { WordKey } from './problems.ts';
import { readWorkspaceForm, workspaceForm, zoneList } from './workspace-form.ts';
import { workspaceMark } from './workspace-mark.ts';
import { workspacesSheet } from './workspaces.styles.ts';

const fieldProblems: Record<string, WordKey> = { slug: 'workspaceSlugBad', timeZone: 'workspaceZoneBad' };
const query = { limit: 200 } as const;

/** `<kith-workspaces>`: the organization's workspaces. */
export class KithWorkspaces extends LivePart {
  static override styles = [...[LivePart.styles].flat(), stateSheet, pageSheet, avatarSheet, workspacesSheet];
  static override properties: PropertyDeclarations = {
    open: { state: true },
    past: { state: true },
    problem: { state: true },
    formProblem: { state: true },
    editing: { state: true },
    busy: { state: true },
  };

  declare private open: Workspace[] | undefined;
  declare private past: Workspace[];
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  /** Id of the one whose form is open. */
  declare private editing: string | undefined;
  declare private busy: boolean;
  protected override readonly resources = ['workspaces'] as const;
  /** Grows with each reading: an older answer that comes late is dropped. */
  #reading = 0;

  constructor() {
    super();
    this.busy = false;
    this.past = [];
  }

  get #manages(): boolean {
    return this.person?.permissions.includes('workspaces.manage') ?? false;
  }

  protected override async load() {
    const reading = ++this.#reading;
    try {
      const [open, past] = await Promise.all([
        unwrap(this.client.GET('/v1/workspaces', { params: { query } })),
        unwrap(this.client.GET('/v1/workspaces', { params: { query: { ...query, archived: 'true' } } })),
      ]);
      if (reading !== this.#reading) return;
      this.problem = undefined;
      this.open = open.items;
      this.past = past.items;
    } catch (error) {
      if (reading === this.#reading) this.problem = error;
    }
  }

  async #submit(event: SubmitEvent, workspace: Workspace | undefined) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    const { slug, ...wish } = readWorkspaceForm(form);
    this.formProblem = wish.name === '' ? this.t('workspaceNameMissing') : undefined;
    if (wish.name === '') return;
    this.busy = true;
    try {
      const body = { ...wish, ...(slug === '' ? {} : { slug }) };
      const { name } = workspace
        ? await unwrap(this.client.PATCH('/v1/workspaces/{id}', { params: at(workspace), body }))
        : await unwrap(this.client.POST('/v1/workspaces', { body }));
      if (workspace) this.editing = undefined;
      else form.reset();
      await this.load();
      this.#tell(this.t(workspace ? 'workspaceSaved' : 'workspaceAdded', { name }));
    } catch (error) {
      this.formProblem = this.sentence(error);
    }
    this.busy = false;
  }

  protected override sentence(error: unknown): string {
    const code = error instanceof KithError ? error.code : '';
    if (code === 'slug_taken') return this.t('workspaceSlugTaken');
    if (code === 'version_conflict') return this.t('workspaceChanged');
    const path = error instanceof KithError ? error.problem?.errors?.[0]?.path : undefined;
    const key = path === undefined ? undefined : fieldProblems[path];
    return key ? this.t(key) : super.sentence(error);
  }

  /** Does something to a line; what goes wrong is told, and the page shows what stands. */
  async #do(work: () => Promise<void>) {
    if (this.busy) return;
    this.busy = true;
    try {
      await work();
    } catch (error) {
      void showToast({ near: this, language: this.language, text: this.sentence(error), problem: true });
    }
    await this.load();
    this.busy = false;
  }

  #archive = (workspace: Workspace) =>
    this.#do(async () => {
      const { undoToken } = await unwrap(
        this.client.POST('/v1/workspaces/{id}/archive', { params: pathTo(workspace) }),
      );
      this.#tell(this.t('workspaceArchived', { name: this.#nameOf(workspace) }), undoToken);
    });

  #restore = (workspace: Workspace) =>
    this.#do(async () => {
      await unwrap(this.client.POST('/v1/workspaces/{id}/restore', { params: pathTo(workspace) }));
      this.#tell(this.t('workspaceRestored', { name: this.#nameOf(workspace) }));
    });

  #makeDefault = (workspace: Workspace) =>
    this.#do(async () => {
      const body = { isDefault: true as const };
      await unwrap(this.client.PATCH('/v1/workspaces/{id}', { params: at(workspace), body }));
    });

  #tell(text: string, undoToken: string | null = null) {
    const onUndone = () => void this.load();
    void showToast({ near: this, language: this.language, session: this.person?.session, text, undoToken, onUndone });
  }

  /** The first one has the name that nobody chose. */
  #nameOf({ name }: Workspace): string {
    return name === 'Main' ? this.t('workspaceMain') : name;
  }

  protected override render() {
    const { t } = this;
    return html`<div class="page">
      <h1>${t('workspacesTitle')}</h1>
      <p class="lead">${t('workspacesLead')}</p>
      ${this.#manages ? html`${this.#form(undefined)} ${zoneList()}` : nothing} ${this.#lists()}
    </div>`;
  }

  #form(workspace: Workspace | undefined) {
    const mine = this.editing === workspace?.id;
    return workspaceForm({
      t: this.t,
      workspace,
      busy: this.busy,
      problem: mine ? this.formProblem : undefined,
      submit: (event) => {
        if (!workspace) this.editing = undefined;
        void this.#submit(event, workspace);
      },
      cancel: workspace ? () => this.#edit(undefined) : undefined,
    });
  }

  #edit(id: string | undefined) {
    this.editing = id;
    this.formProblem = undefined;
  }

  #lists() {
    const { t, open, past } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.load());
    if (!open) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    const cards = (list: Workspace[]) =>
      repeat(
        list,
        ({ id }) => id,
        (workspace) => this.#card(workspace),
      );
    return html`<h2>${t('workspacesOpen')}</h2>
      ${cards(open)} ${past.length > 0 ? html`<h2>${t('workspacesPast')}</h2> ${cards(past)}` : nothing}`;
  }

  #card(workspace: Workspace) {
    const { t } = this;
    const name = this.#nameOf(workspace);
    return html`<section class="card" aria-label=${name}>
      <div class="key">
        ${workspaceMark(name, workspace.hue)}
        <div class="about">
          <strong>${name} ${workspace.isDefault ? html`<span class="mark">${t('workspaceDefault')}</span>` : nothing}</strong>
          <span class="hint">${workspace.slug} · ${workspace.timeZone}</span>
        </div>
        ${this.#manages ? this.#acts(workspace, name) : nothing}
      </div>
      ${this.editing === workspace.id ? this.#form(workspace) : nothing}
    </section>`;
  }

  #acts(workspace: Workspace, name: string) {
    const { t, busy } = this;
    const act = (key: WordKey, one: WordKey, run: () => void) =>
      html`<button class="button quiet" type="button" aria-label=${t(one, { name })} ?disabled=${busy} @click=${run}>${t(key)}</button>`;
    if (workspace.archivedAt !== null)
      return act('workspaceRestore', 'workspaceRestoreOne', () => void this.#restore(workspace));
    const spare = html`${act('workspaceMakeDefault', 'workspaceMakeDefaultOne', () => void this.#makeDefault(workspace))}
      ${act('workspaceArchive', 'workspaceArchiveOne', () => void this.#archive(workspace))}`;
    return html`${act('workspaceEdit', 'workspaceEditOne', () => this.#edit(workspace.id))} ${workspace.isDefault ? nothing : spare}`;
  }
}

const pathTo = ({ id }: Workspace) => ({ path: { id } });
const at = (workspace: Workspace) => ({ ...pathTo(workspace), header: { 'if-match': `"${workspace.version}"` } });
