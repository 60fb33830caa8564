// Owns the form that invites somebody.
import { html, nothing, type TemplateResult } from 'lit';
import { roleLegend } from './roles.ts';
import type { PortalWords } from './words.ts';

interface Form {
  t: PortalWords;
  /** Whether one may make owners. */
  owns: boolean;
  busy: boolean;
  problem: string | undefined;
  invite(event: SubmitEvent): void;
}

/** Fields `email` and `role`. */
export function inviteForm({ t, owns, busy, problem, invite }: Form): TemplateResult {
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
          ${owns ? html`<option value="owner">${t('roleOwner')}</option>` : nothing}
          <option value="admin">${t('roleAdmin')}</option>
          <option value="member" selected>${t('roleMember')}</option>
          <option value="viewer">${t('roleViewer')}</option>
        </select>
      </div>
      <button class="button primary" type="submit" ?disabled=${busy}>${t('invite')}</button>
    </div>
    <div id="invite-problem" role="alert">${problem ? html`<p class="problem">${problem}</p>` : nothing}</div>
    ${roleLegend(t)}
  </form>`;
}
