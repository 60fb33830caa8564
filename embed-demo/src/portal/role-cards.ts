// Owns how one role is drawn in the list.
import type { RoleDetail } from '@kith/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Reach, reachOf } from './role-form.ts';
import { roleName, roleOptions, rolePowers } from './roles.ts';
import type { PortalWords } from './words.ts';

/** What can be done to a role. */
export interface RoleActs {
  edit(role: RoleDetail): void;
  /** Asks whether to delete; undefined takes the question back. */
  ask(id: string | undefined): void;
  remove(role: RoleDetail, replacement: string): void;
  setReach(role: RoleDetail, reach: Reach): void;
}

interface Scene {
  t: PortalWords;
  busy: boolean;
  roles: readonly RoleDetail[];
  /** Id of the role about to be deleted. */
  asking: string | undefined;
}

export const reachShort = { all: 'reachShortAll', team: 'reachShortTeam', own: 'reachShortOwn' } as const;

export function roleCard(role: RoleDetail, scene: Scene, acts: RoleActs): TemplateResult {
  const { t } = scene;
  const name = roleName(role.id, role.name, t);
  const powers = rolePowers(role.id, t) ?? t('roleRights', { count: role.permissions.length });
  const people = t('rolePeople', { count: role.members });
  const sees = role.name !== null || !role.mayChange ? ` · ${t(reachShort[role.reach])}` : '';
  return html`<section class="card" aria-label=${name}>
    <div class="key">
      <div class="about">
        <strong>${name}</strong>
        <span class="hint">${powers} · ${people}${sees}</span>
      </div>
      ${role.mayChange ? tools(role, name, scene, acts) : nothing}
    </div>
    ${scene.asking === role.id ? question(role, name, scene, acts) : nothing}
  </section>`;
}

function tools(role: RoleDetail, name: string, { t, busy }: Scene, acts: RoleActs) {
  if (role.name === null) return reachSelect(role, name, { t, busy }, acts);
  return html`<button class="button" type="button" ?disabled=${busy} aria-label=${t('roleEditOf', { name })}
      @click=${() => acts.edit(role)}>${t('roleEdit')}</button>
    <button class="button quiet" type="button" ?disabled=${busy} aria-label=${t('roleDeleteOf', { name })}
      @click=${() => acts.ask(role.id)}>${t('roleDelete')}</button>`;
}

/** How far a built-in role reaches; nothing else of it changes. */
function reachSelect(role: RoleDetail, name: string, { t, busy }: Pick<Scene, 't' | 'busy'>, acts: RoleActs) {
  const change = (event: Event) => {
    if (event.currentTarget instanceof HTMLSelectElement) acts.setReach(role, reachOf(event.currentTarget.value));
  };
  return html`<select class="field" aria-label=${t('reachOf', { name })} ?disabled=${busy} @change=${change}>
    ${(['all', 'team', 'own'] as const).map(
      (one) => html`<option value=${one} .selected=${live(one === role.reach)}>${t(reachShort[one])}</option>`,
    )}
  </select>`;
}

function question(role: RoleDetail, name: string, { t, roles, busy }: Scene, acts: RoleActs) {
  const remove = (event: SubmitEvent) => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    acts.remove(role, String(new FormData(event.currentTarget).get('replacement') ?? 'member'));
  };
  const others = roles.filter(({ id }) => id !== role.id);
  return html`<form class="confirm" @submit=${remove}>
    <p role="alert">${t('roleDeleteAsk', { name })}</p>
    <label for="replacement">${t('roleReplacement')}</label>
    <select id="replacement" class="field" name="replacement">${roleOptions(t, others, 'viewer')}</select>
    <button class="button" type="submit" ?disabled=${busy}>${t('roleDeleteYes')}</button>
    <button class="button quiet" type="button" @click=${() => acts.ask(undefined)}>${t('roleCancel')}</button>
  </form>`;
}
