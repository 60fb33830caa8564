// Owns how roles are chosen and called.
import type { Member } from '@kith/sdk';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PortalWords } from './words.ts';

export type Role = Member['role'];

const names = { owner: 'roleOwner', admin: 'roleAdmin', member: 'roleMember', viewer: 'roleViewer' } as const;
const powers = {
  owner: 'roleOwnerMay',
  admin: 'roleAdminMay',
  member: 'roleMemberMay',
  viewer: 'roleViewerMay',
} as const;
const all: readonly Role[] = ['owner', 'admin', 'member', 'viewer'];

export const roleName = (role: Role, t: PortalWords): string => t(names[role]);

/** The role of that name; undefined for no role. */
export const roleOf = (text: string): Role | undefined => all.find((role) => role === text);

/** Options of a select. Only owners may choose `owner`. @param chosen put back when a change was refused. */
export const roleOptions = (t: PortalWords, chosen: Role, owns: boolean): TemplateResult[] =>
  all
    .filter((role) => owns || role !== 'owner' || role === chosen)
    .map((role) => html`<option value=${role} .selected=${live(role === chosen)}>${t(names[role])}</option>`);

/** What each role may do, as a list. */
export const roleLegend = (t: PortalWords): TemplateResult =>
  html`<ul class="legend">${all.map((role) => html`<li><strong>${t(names[role])}</strong>: ${t(powers[role])}</li>`)}</ul>`;
