// Owns the form that invites somebody.
import type { RoleDetail } from '@kith/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { roleLegend, roleOptions } from './roles.ts';
import type { PortalWords } from './words.ts';

interface Form {
  t: PortalWords;
  roles: readonly RoleDetail[];
  busy: boolean;
  problem: string | undefined;
  invite(event: SubmitEvent): void;
}

/** Fields `email` and `role`. */
export function inviteForm({ t, roles, busy, problem, invite }: Form): TemplateResult {
  return html`<form class="card" novalidate @submit=${invite}>
    <div class="entry">
      <div class="cell">
        <label for="invite-email">${t('inviteEmail')}</label>
        <input id="invite-email" class="field" name="email" type="email" inputmode="email" autocapitalize="off" spellcheck="false"
          autocomplete="off" maxlength="254" placeholder="name@company.example" aria-describedby="invite-problem"
          aria-invalid=${problem !== undefined} />
      </div>
      <div class="cell narrow">
        <label for="invite-role">${t('inviteRole')}</label>
        <select id="invite-role" class="field" name="role">
          ${roleOptions(t, roles, 'member')}
        </select>
      </div>
      <button class="button primary" type="submit" ?disabled=${busy}>${t('invite')}</button>
    </div>
    <div id="invite-problem" role="alert">${problem ? html`<p class="problem">${problem}</p>` : nothing}</div>
    ${roleLegend(t)}
  </form>`;
}
