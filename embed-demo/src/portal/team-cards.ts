// Owns how one team is drawn, and how it is changed.
import type { Member, Team } from '@kith/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { PortalWords } from './words.ts';

/** What can be done to a team. */
export interface TeamActs {
  /** Opens the form of a team; undefined closes it. */
  edit(id: string | undefined): void;
  save(team: Team, event: SubmitEvent): void;
  remove(team: Team): void;
}

interface Scene {
  t: PortalWords;
  busy: boolean;
  members: readonly Member[];
  /** Whether one may change teams. */
  manages: boolean;
  problem: string | undefined;
}

export function teamCard(team: Team, { t, busy, members, manages }: Scene, acts: TeamActs): TemplateResult {
  const { id, name, memberIds } = team;
  const people = members.filter((member) => memberIds.includes(member.id)).map((member) => member.name);
  return html`<section class="card" aria-label=${name}>
    <div class="key">
      <div class="about">
        <strong>${name}</strong>
        <span class="hint">${people.length > 0 ? people.join(', ') : t('teamNobody')}</span>
      </div>
      ${
        manages
          ? html`<button class="button" type="button" ?disabled=${busy} aria-label=${t('teamEditOf', { name })}
                @click=${() => acts.edit(id)}>${t('teamEdit')}</button>
              <button class="button quiet" type="button" ?disabled=${busy} aria-label=${t('teamDeleteOf', { name })}
                @click=${() => acts.remove(team)}>${t('teamDelete')}</button>`
          : nothing
      }
    </div>
  </section>`;
}

export function teamForm(team: Team, { t, busy, members, problem }: Scene, acts: TeamActs): TemplateResult {
  return html`<form class="card" novalidate aria-label=${t('teamEditOf', { name: team.name })}
    @submit=${(event: SubmitEvent) => acts.save(team, event)}>
    <label for="team-edit">${t('teamNewName')}</label>
    <input id="team-edit" class="field" name="name" maxlength="200" autocomplete="off" .value=${team.name}
      aria-describedby="team-edit-problem" aria-invalid=${problem !== undefined} />
    <fieldset>
      <legend>${t('teamMembers')}</legend>
      <div class="choices">
        ${members.map(
          ({ id, name }) => html`<label class="choice">
            <input type="checkbox" name="member" value=${id} .checked=${team.memberIds.includes(id)} /> ${name}
          </label>`,
        )}
      </div>
    </fieldset>
    <div id="team-edit-problem" role="alert">${problem ? html`<p class="problem">${problem}</p>` : nothing}</div>
    <div class="end">
      <button class="button primary" type="submit" ?disabled=${busy}>${t('teamSave')}</button>
      <button class="button quiet" type="button" @click=${() => acts.edit(undefined)}>${t('roleCancel')}</button>
    </div>
  </form>`;
}
