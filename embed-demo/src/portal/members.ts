// Owns the page of who works in the organization: its members and their roles, and, for those who manage them, invitations.
import type { Invitation, Member, RoleDetail } from '@kith/sdk';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { showToast } from '@kith/widgets/kit/toast.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { inviteForm } from './invite-form.ts';
import { LivePart } from './live-part.ts';
import { MemberApi } from './member-api.ts';
import { invitationCard, type MemberActs, memberCard } from './member-cards.ts';
import { memberProblem } from './member-problems.ts';
import { membersSheet } from './members.styles.ts';
import { pageSheet } from './page.styles.ts';
import { renameForm } from './rename-form.ts';
import { roleName } from './roles.ts';

/**
 * `<kith-members>`: the people who work here.
 * @fires kith-belonging - what the person belongs to, or may do there, changed.
 */
export class KithMembers extends LivePart {
  static override styles = [...[LivePart.styles].flat(), stateSheet, pageSheet, membersSheet];
  static override properties: PropertyDeclarations = {
    members: { state: true },
    invitations: { state: true },
    roles: { state: true },
    problem: { state: true },
    formProblem: { state: true },
    nameProblem: { state: true },
    busy: { state: true },
    asking: { state: true },
  };

  declare private members: Member[] | undefined;
  declare private invitations: Invitation[];
  declare private roles: RoleDetail[];
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  declare private nameProblem: string | undefined;
  declare private busy: boolean;
  /** Member about to be removed. */
  declare private asking: string | undefined;
  protected override readonly resources = ['organization'] as const;
  /** Grows with each reading: an older answer that comes late is dropped. */
  #reading = 0;

  constructor() {
    super();
    this.busy = false;
    this.invitations = [];
    this.roles = [];
  }

  get #api() {
    return new MemberApi(this.client);
  }

  #may = (permission: string): boolean => this.person?.permissions.includes(permission) ?? false;

  /** A sandbox has no members of its own to change. */
  get #manages(): boolean {
    return this.#may('members.manage') && this.person?.organization.sandboxOf === null;
  }

  protected override async load() {
    const reading = ++this.#reading;
    try {
      const { members, invitations, roles } = await this.#api.list(this.#manages);
      if (reading !== this.#reading) return;
      this.problem = undefined;
      this.roles = roles;
      this.members = members;
      this.invitations = invitations;
      const mine = members.find(({ id }) => id === this.person?.id);
      if (mine && mine.role !== this.person?.organization.role) this.tell('kith-belonging', null);
    } catch (error) {
      if (reading === this.#reading) this.problem = error;
    }
  }

  async #invite(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    const data = new FormData(form);
    const email = String(data.get('email') ?? '').trim();
    const role = String(data.get('role') ?? 'member');
    this.formProblem = email === '' ? this.t('emptyEmail') : undefined;
    if (email === '') return;
    this.busy = true;
    try {
      const { id } = await this.#api.invite({ email, role, language: this.language });
      form.reset();
      await this.load();
      this.#toast(this.t('invited', { email }), () => this.#revoke(id));
    } catch (error) {
      this.formProblem = memberProblem(error, this.t);
      await this.load();
    }
    this.busy = false;
  }

  async #rename(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    const name = String(new FormData(form).get('name') ?? '').trim();
    this.nameProblem = name === '' ? this.t('nameMissing') : undefined;
    if (name === '') return;
    this.busy = true;
    try {
      const undo = await this.#api.rename(name);
      this.tell('kith-belonging', null);
      this.#toast(this.t('renamed', { name }), async () => {
        await undo();
        this.tell('kith-belonging', null);
      });
    } catch (error) {
      this.nameProblem = memberProblem(error, this.t);
    }
    this.busy = false;
  }

  async #changeRole(member: Member, role: string) {
    await this.#do(async () => {
      const changed = await this.#saveRole(member, role);
      const text = this.t('roleChanged', { name: member.name, role: roleName(role, changed.roleName, this.t) });
      // Who gave away their own power cannot take it back.
      const undo = member.id === this.person?.id ? undefined : () => this.#saveRole(changed, member.role);
      this.#toast(text, undo);
    });
  }

  async #saveRole(member: Member, role: string): Promise<Member> {
    const changed = await this.#api.changeRole(member, role);
    await this.load();
    return changed;
  }

  async #remove({ id, name }: Member) {
    this.asking = undefined;
    await this.#do(async () => {
      await this.#api.remove(id);
      if (id === this.person?.id) this.tell('kith-belonging', null);
      else this.#toast(this.t('removed', { name }));
    });
  }

  async #revoke(id: string) {
    await this.#api.revoke(id);
    await this.load();
  }

  async #resend({ id, email }: Invitation) {
    await this.#do(async () => {
      await this.#api.resend(id);
      this.#toast(this.t('resent', { email }));
    });
  }

  /** Does something to a line of the lists; what goes wrong is told, and the lists show what stands. */
  async #do(work: () => Promise<void>) {
    if (this.busy) return;
    this.busy = true;
    try {
      await work();
    } catch (error) {
      const text = memberProblem(error, this.t);
      void showToast({ near: this, language: this.language, text, problem: true });
    }
    await this.load();
    this.busy = false;
  }

  #toast(text: string, undo?: () => Promise<unknown>) {
    void showToast({ near: this, language: this.language, text, ...(undo ? { undo } : {}) });
  }

  protected override render() {
    const { t, person } = this;
    const sandbox = person !== undefined && person.organization.sandboxOf !== null;
    return html`<div class="page">
      <h1>${t('teamTitle')}</h1>
      <p class="lead">${t(sandbox ? 'teamSandbox' : 'teamLead')}</p>
      ${this.#manages ? this.#form() : nothing}
      <h2>${t('membersHeading')}</h2>
      ${this.#list()} ${this.#pending()} ${this.#naming()}
    </div>`;
  }

  #form() {
    return inviteForm({
      t: this.t,
      roles: this.roles,
      busy: this.busy,
      problem: this.formProblem,
      invite: (event) => void this.#invite(event),
    });
  }

  #naming() {
    if (!this.person || !this.#may('organization.manage')) return nothing;
    return renameForm({
      t: this.t,
      name: this.person.organization.name,
      busy: this.busy,
      problem: this.nameProblem,
      rename: (event) => void this.#rename(event),
    });
  }

  get #acts(): MemberActs {
    return {
      changeRole: (member, role) => void this.#changeRole(member, role),
      ask: (id) => {
        this.asking = id;
      },
      remove: (member) => void this.#remove(member),
      resend: (invitation) => void this.#resend(invitation),
      revoke: ({ id, email }) =>
        void this.#do(async () => {
          await this.#revoke(id);
          this.#toast(this.t('revokedInvitation', { email }));
        }),
    };
  }

  #list() {
    const { t, members, person } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.load());
    if (!members || !person) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    const { language, busy, asking, roles } = this;
    const scene = { t, language, person, busy, asking, roles, manages: this.#manages };
    return repeat(
      members,
      ({ id }) => id,
      (member) => memberCard(member, scene, this.#acts),
    );
  }

  #pending() {
    const { t, invitations, language, busy } = this;
    if (invitations.length === 0) return nothing;
    return html`<h2>${t('invitationsHeading')}</h2>
      ${repeat(
        invitations,
        ({ id }) => id,
        (invitation) => invitationCard(invitation, { t, language, busy }, this.#acts),
      )}`;
  }
}
