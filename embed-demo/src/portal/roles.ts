// Owns how roles are chosen and called.
import type { RoleDetail } from '@kith/sdk';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { WordKey } from './problems.ts';
import type { PortalWords } from './words.ts';

const builtIn: Record<string, { name: WordKey; may: WordKey }> = {
  owner: { name: 'roleOwner', may: 'roleOwnerMay' },
  admin: { name: 'roleAdmin', may: 'roleAdminMay' },
  member: { name: 'roleMember', may: 'roleMemberMay' },
  approver: { name: 'roleApprover', may: 'roleApproverMay' },
  viewer: { name: 'roleViewer', may: 'roleViewerMay' },
};

/** What a role is called. @param own the name of one of the organization's own; null for a built-in one. */
export const roleName = (role: string, own: string | null, t: PortalWords): string => {
  const known = builtIn[role];
  return own ?? (known ? t(known.name) : role);
};

/** What a built-in role may do, in a few words; undefined for others. */
export const rolePowers = (role: string, t: PortalWords): string | undefined => {
  const known = builtIn[role];
  return known && t(known.may);
};

/** Options of a select: what one may give, and what is chosen. @param chosen put back when a change was refused. */
export const roleOptions = (t: PortalWords, roles: readonly RoleDetail[], chosen: string): TemplateResult[] =>
  roles
    .filter(({ id, mayGrant }) => mayGrant || id === chosen)
    .map(
      ({ id, name }) => html`<option value=${id} .selected=${live(id === chosen)}>${roleName(id, name, t)}</option>`,
    );

/** What each built-in role may do, as a list. */
export const roleLegend = (t: PortalWords): TemplateResult =>
  html`<ul class="legend">
    ${Object.values(builtIn).map(({ name, may }) => html`<li><strong>${t(name)}</strong>: ${t(may)}</li>`)}
  </ul>`;
