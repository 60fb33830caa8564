// Owns how one member and one open invitation are drawn.
import type { Invitation, Member, RoleDetail } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import { icon } from '@kith/widgets/kit/icons.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { ShieldAlert, ShieldCheck } from 'lucide';
import type { SignedIn } from './account.ts';
import { roleName, roleOptions } from './roles.ts';
import type { PortalWords } from './words.ts';

/** What can be done to the lines. */
export interface MemberActs {
  changeRole(member: Member, role: string): void;
  /** Asks whether to remove a member; undefined takes the question back. */
  ask(id: string | undefined): void;
  remove(member: Member): void;
  resend(invitation: Invitation): void;
  revoke(invitation: Invitation): void;
}

interface Scene {
  t: PortalWords;
  language: Language;
  busy: boolean;
}
interface MemberScene extends Scene {
  person: SignedIn;
  /** Id of the member about to be removed. */
  asking: string | undefined;
  roles: readonly RoleDetail[];
  /** Whether one may change members. */
  manages: boolean;
}

export function memberCard(member: Member, scene: MemberScene, acts: MemberActs): TemplateResult {
  const { t, person, asking, manages } = scene;
  const own = member.id === person.id;
  const mayChange = manages && scene.roles.some(({ id, mayGrant }) => id === member.role && mayGrant);
  const mayGo = person.organization.sandboxOf === null && (mayChange || own);
  return html`<section class="card" aria-label=${member.name}>
    <div class="key">
      <div class="about">
        <strong>${member.name} ${own ? html`<span class="mark">${t('you')}</span>` : nothing}</strong>
        <span class="hint">${member.email} · ${t('joined', { when: dayOf(member.joinedAt, scene.language) })}</span>
        ${factorMark(member, t)}
      </div>
      ${mayChange ? roleSelect(member, scene, acts) : html`<span>${roleName(member.role, member.roleName, t)}</span>`}
      ${
        mayGo
          ? html`<button class="button quiet" type="button" ?disabled=${scene.busy} @click=${() => acts.ask(member.id)}>
              ${t(own ? 'leaveOrganization' : 'removeMember')}
            </button>`
          : nothing
      }
    </div>
    ${asking === member.id ? question(member, scene, own, acts) : nothing}
  </section>`;
}

/** For those who manage members: who signs in with a password alone. */
function factorMark({ secondFactor }: Member, t: PortalWords) {
  if (secondFactor === null) return nothing;
  return html`<span class="factor ${secondFactor ? 'set' : 'missing'}">${icon(secondFactor ? ShieldCheck : ShieldAlert)} ${t(secondFactor ? 'factorSet' : 'factorMissing')}</span>`;
}

function roleSelect(member: Member, { t, busy, roles }: MemberScene, acts: MemberActs) {
  const change = (event: Event) => {
    if (event.currentTarget instanceof HTMLSelectElement) acts.changeRole(member, event.currentTarget.value);
  };
  return html`<select class="field" aria-label=${t('roleOf', { name: member.name })} ?disabled=${busy} @change=${change}>
    ${roleOptions(t, roles, member.role)}
  </select>`;
}

function question(member: Member, { t, person }: MemberScene, own: boolean, acts: MemberActs) {
  const words = { name: member.name, organization: person.organization.name };
  return html`<div class="confirm" role="alert">
    <p>${t(own ? 'leaveAsk' : 'removeAsk', words)}</p>
    <button class="button" type="button" @click=${() => acts.remove(member)}>${t(own ? 'leaveYes' : 'removeYes', words)}</button>
    <button class="button quiet" type="button" @click=${() => acts.ask(undefined)}>${t('stay')}</button>
  </div>`;
}

export function invitationCard(invitation: Invitation, { t, language, busy }: Scene, acts: MemberActs): TemplateResult {
  const { email, role, roleName: own, expiresAt } = invitation;
  const over = Date.parse(expiresAt) <= Date.now();
  const state = over ? t('invitationExpired') : t('invitationOpen', { when: dayOf(expiresAt, language) });
  return html`<section class="card" aria-label=${email}>
    <div class="key">
      <div class="about">
        <strong>${email}</strong>
        <span class="hint">${roleName(role, own, t)} · ${state}</span>
      </div>
      <button class="button" type="button" ?disabled=${busy} @click=${() => acts.resend(invitation)}>${t('resend')}</button>
      <button class="button quiet" type="button" ?disabled=${busy} @click=${() => acts.revoke(invitation)}>
        ${t('revokeInvitation')}
      </button>
    </div>
  </section>`;
}

const dayOf = (time: string, language: Language) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(time));
