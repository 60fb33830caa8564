// Owns the page of roles: the built-in ones with how far they reach, and those of the organization's own.
import { type RoleDetail, unwrap } from '@kith/sdk';
import { codeOf } from '@kith/widgets/kit/code-of.ts';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { showToast } from '@kith/widgets/kit/toast.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LivePart } from './live-part.ts';
import { pageSheet } from './page.styles.ts';
import type { WordKey } from './problems.ts';
import { type RoleActs, reachShort, roleCard } from './role-cards.ts';
import { type Reach, type RoleWish, readRoleForm, roleForm } from './role-form.ts';
import { roleName } from './roles.ts';
import { teamsSheet } from './teams.styles.ts';

const meanings: Record<string, WordKey> = {
  version_conflict: 'teamsMoved',
  forbidden: 'roleForbidden',
  role_name_taken: 'roleNameTaken',
  too_many_roles: 'rolesMany',
  invalid_input: 'roleBeyond',
  unreachable: 'notReached',
};

/** `<kith-roles>`: what members can be. @fires kith-belonging - what the person may do changed. */
export class KithRoles extends LivePart {
  static override styles = [...[LivePart.styles].flat(), stateSheet, pageSheet, teamsSheet];
  static override properties: PropertyDeclarations = {
    roles: { state: true },
    problem: { state: true },
    formProblem: { state: true },
    busy: { state: true },
    editing: { state: true },
    reach: { state: true },
    asking: { state: true },
  };

  declare private roles: RoleDetail[] | undefined;
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  declare private busy: boolean;
  /** The role whose form is open, or `new`. */
  declare private editing: RoleDetail | 'new' | undefined;
  /** How far the role of the open form is to reach. */
  declare private reach: Reach;
  /** Role about to be deleted. */
  declare private asking: string | undefined;
  protected override readonly resources = ['organization'] as const;
  #grantable: readonly string[] = [];
  #narrowed: readonly string[] = [];
  #reading = 0;

  constructor() {
    super();
    this.busy = false;
    this.reach = 'all';
  }

  protected override async load() {
    const reading = ++this.#reading;
    try {
      const { items, grantable, narrowed } = await unwrap(this.client.GET('/v1/roles'));
      if (reading !== this.#reading) return;
      this.#grantable = grantable;
      this.#narrowed = narrowed;
      this.problem = undefined;
      this.roles = items;
    } catch (error) {
      if (reading === this.#reading) this.problem = error;
    }
  }

  #open(editing: RoleDetail | 'new' | undefined) {
    this.formProblem = undefined;
    this.asking = undefined;
    this.editing = editing;
    this.reach = editing === undefined || editing === 'new' ? 'all' : editing.reach;
  }

  async #save(event: SubmitEvent) {
    event.preventDefault();
    const { editing } = this;
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.busy || editing === undefined) return;
    const wish = readRoleForm(form);
    this.formProblem = typeof wish === 'string' ? this.t(wish) : undefined;
    if (typeof wish === 'string') return;
    this.busy = true;
    try {
      await this.#send(editing, wish);
      this.#open(undefined);
      this.#toast(this.t('roleSaved', { name: wish.name }));
      await this.#changed();
    } catch (error) {
      this.formProblem = this.sentence(error);
      await this.load();
    }
    this.busy = false;
  }

  #send(editing: RoleDetail | 'new', body: RoleWish): Promise<RoleDetail> {
    return editing === 'new' ? unwrap(this.client.POST('/v1/roles', { body })) : this.#patch(editing, body);
  }

  #patch({ id, version }: RoleDetail, body: Partial<RoleWish>): Promise<RoleDetail> {
    const params = { path: { id }, header: { 'if-match': `"${version}"` } };
    return unwrap(this.client.PATCH('/v1/roles/{id}', { params, body }));
  }

  /** What changed may be the person's own role. */
  async #changed() {
    this.tell('kith-belonging', null);
    await this.load();
  }

  protected override sentence(error: unknown): string {
    const code = codeOf(error);
    return this.t(meanings[code] ?? 'notDone', { code });
  }

  /** Does something to a line of the list; what goes wrong is told, and the list shows what stands. */
  async #do(work: () => Promise<void>) {
    if (this.busy) return;
    this.busy = true;
    try {
      await work();
    } catch (error) {
      const text = this.sentence(error);
      void showToast({ near: this, language: this.language, text, problem: true });
    }
    await this.#changed();
    this.busy = false;
  }

  #toast(text: string, undo?: () => Promise<unknown>) {
    void showToast({ near: this, language: this.language, text, ...(undo ? { undo } : {}) });
  }

  get #acts(): RoleActs {
    return {
      edit: (role) => this.#open(role),
      ask: (id) => {
        this.asking = id;
      },
      remove: ({ id, name }, replacement) =>
        void this.#do(async () => {
          this.asking = undefined;
          const params = { path: { id }, query: { replacement } };
          await unwrap(this.client.DELETE('/v1/roles/{id}', { params }));
          this.#toast(this.t('roleDeleted', { name: name ?? '' }));
        }),
      setReach: (role, reach) =>
        void this.#do(async () => {
          const changed = await this.#patch(role, { reach });
          const words = { name: roleName(role.id, role.name, this.t), reach: this.t(reachShort[reach]) };
          this.#toast(this.t('reachSaved', words), async () => {
            await this.#patch(changed, { reach: role.reach });
            await this.#changed();
          });
        }),
    };
  }

  /** A sandbox has no roles of its own to change. */
  get #isSandbox() {
    return this.person !== undefined && this.person.organization.sandboxOf !== null;
  }

  protected override render() {
    const { t } = this;
    // Where nothing is to be pressed, the page itself takes the focus, so that keys scroll it.
    const focus = this.#isSandbox ? '0' : nothing;
    return html`<div class="page" role="group" aria-label=${t('rolesTitle')} tabindex=${focus}>
      <h1>${t('rolesTitle')}</h1>
      <p class="lead">${t(this.#isSandbox ? 'rolesSandbox' : 'rolesLead')}</p>
      ${this.#list()}
    </div>`;
  }

  #form(editing: RoleDetail | 'new') {
    const { t, language, reach, busy, formProblem: problem } = this;
    return roleForm({
      ...{ t, language, reach, busy, problem, grantable: this.#grantable, narrowed: this.#narrowed },
      role: editing === 'new' ? undefined : editing,
      // A new role begins with what members may: less is taken away, more is added.
      ticked: (editing === 'new' ? this.roles?.find(({ id }) => id === 'member') : editing)?.permissions ?? [],
      choose: (one) => {
        this.reach = one;
      },
      save: (event) => void this.#save(event),
      cancel: () => this.#open(undefined),
    });
  }

  #list() {
    const { t, roles, busy, asking, editing } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.load());
    if (!roles) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    const card = (role: RoleDetail) => roleCard(role, { t, busy, asking, roles }, this.#acts);
    const listed = (some: RoleDetail[]) => repeat(some, ({ id }) => id, card);
    const own = roles.filter(({ name }) => name !== null);
    const add = html`<p class="start">
      <button class="button primary" type="button" @click=${() => this.#open('new')}>${t('roleNew')}</button>
    </p>`;
    return html`${editing ? this.#form(editing) : this.#isSandbox ? nothing : add}
      <h2>${t('rolesOwn')}</h2>
      ${own.length > 0 ? listed(own) : html`<div class="card none"><strong>${t('rolesNone')}</strong>${t('rolesNoneDo')}</div>`}
      <h2>${t('rolesBuiltIn')}</h2>
      ${listed(roles.filter(({ name }) => name === null))}`;
  }
}
