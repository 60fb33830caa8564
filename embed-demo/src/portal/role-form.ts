// Owns the form of a role: how it is drawn and read.
import type { RoleDetail } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import { html, nothing, type TemplateResult } from 'lit';
import { groupsOf } from './permission-words.ts';
import type { PortalWords } from './words.ts';

export type Reach = RoleDetail['reach'];
export const reaches = { all: 'reachAll', team: 'reachTeam', own: 'reachOwn' } as const;
export const reachOf = (text: unknown): Reach => (text === 'own' || text === 'team' ? text : 'all');

export interface RoleWish {
  name: string;
  permissions: string[];
  reach: Reach;
}

/** Reads what was filled in; the phrase that says what it lacks. */
export function readRoleForm(form: HTMLFormElement): RoleWish | 'roleNameMissing' | 'roleNothing' {
  const data = new FormData(form);
  const name = String(data.get('name') ?? '').trim();
  const permissions = data.getAll('permission').map(String);
  if (name === '') return 'roleNameMissing';
  return permissions.length === 0 ? 'roleNothing' : { name, permissions, reach: reachOf(data.get('reach')) };
}

interface Form {
  t: PortalWords;
  language: Language;
  /** The role that is changed; undefined for a new one. */
  role: RoleDetail | undefined;
  /** What is ticked at first. */
  ticked: readonly string[];
  /** How far it is to reach, as chosen so far. */
  reach: Reach;
  /** What the person may give. */
  grantable: readonly string[];
  /** What works for roles that do not see everything. */
  narrowed: readonly string[];
  busy: boolean;
  problem: string | undefined;
  choose(reach: Reach): void;
  save(event: SubmitEvent): void;
  cancel(): void;
}

export function roleForm(form: Form): TemplateResult {
  const { t, role, busy, problem, save, cancel } = form;
  const title = role ? t('roleChangeTitle', { name: role.name ?? '' }) : t('roleNewTitle');
  return html`<form class="card" novalidate aria-label=${title} @submit=${save}>
    <h2>${title}</h2>
    <label for="role-name">${t('roleNameLabel')}</label>
    <input id="role-name" class="field" name="name" maxlength="100" autocomplete="off" .value=${role?.name ?? ''}
      aria-describedby="role-name-hint role-problem" />
    <p class="hint" id="role-name-hint">${t('roleNameHint')}</p>
    ${reachChoice(form)} ${permissionChoice(form)}
    <div id="role-problem" role="alert">${problem ? html`<p class="problem">${problem}</p>` : nothing}</div>
    <div class="end">
      <button class="button primary" type="submit" ?disabled=${busy}>${t('roleSave')}</button>
      <button class="button quiet" type="button" @click=${cancel}>${t('roleCancel')}</button>
    </div>
  </form>`;
}

function reachChoice({ t, reach, choose }: Form) {
  return html`<fieldset aria-describedby="reach-hint">
    <legend>${t('roleReach')}</legend>
    ${(['all', 'team', 'own'] as const).map(
      (one) => html`<label class="choice">
        <input type="radio" name="reach" value=${one} .checked=${one === reach} @change=${() => choose(one)} /> ${t(reaches[one])}
      </label>`,
    )}
    <p class="hint" id="reach-hint">${t('reachHint')}</p>
  </fieldset>`;
}

function permissionChoice({ t, language, ticked, reach, grantable, narrowed }: Form) {
  return html`<fieldset>
    <legend>${t('roleMay')}</legend>
    ${groupsOf(grantable).map(
      ({ name, permissions }) => html`<h3 class="group">${name[language]}</h3>
        <div class="choices">
          ${permissions.map(([permission, words]) => {
            const closed = reach !== 'all' && !narrowed.includes(permission);
            return html`<label class=${closed ? 'choice closed' : 'choice'}>
              <input type="checkbox" name="permission" value=${permission} ?disabled=${closed}
                ?checked=${ticked.includes(permission)} /> ${words[language]}
            </label>`;
          })}
        </div>`,
    )}
  </fieldset>`;
}
