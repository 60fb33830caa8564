// Owns the page of teams: who works with whom.
import type { Member, Team } from '@kith/sdk';
import { codeOf } from '@kith/widgets/kit/code-of.ts';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { showToast } from '@kith/widgets/kit/toast.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LivePart } from './live-part.ts';
import { pageSheet } from './page.styles.ts';
import type { WordKey } from './problems.ts';
import { TeamApi } from './team-api.ts';
import { type TeamActs, teamCard, teamForm } from './team-cards.ts';
import { teamsSheet } from './teams.styles.ts';

const meanings: Record<string, WordKey> = {
  version_conflict: 'teamsMoved',
  forbidden: 'teamsForbidden',
  invalid_input: 'teamNameMissing',
  unreachable: 'notReached',
};

/** `<kith-teams>`: the organization's teams. */
export class KithTeams extends LivePart {
  static override styles = [...[LivePart.styles].flat(), stateSheet, pageSheet, teamsSheet];
  static override properties: PropertyDeclarations = {
    teams: { state: true },
    members: { state: true },
    problem: { state: true },
    formProblem: { state: true },
    busy: { state: true },
    editing: { state: true },
  };

  declare private teams: Team[] | undefined;
  declare private members: Member[];
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  declare private busy: boolean;
  /** Team whose form is open. */
  declare private editing: string | undefined;
  protected override readonly resources = ['teams', 'organization'] as const;
  /** Grows with each reading: an older answer that comes late is dropped. */
  #reading = 0;

  constructor() {
    super();
    this.busy = false;
    this.members = [];
  }

  get #api() {
    return new TeamApi(this.client);
  }

  get #manages(): boolean {
    return this.person?.permissions.includes('teams.manage') ?? false;
  }

  protected override async load() {
    const reading = ++this.#reading;
    try {
      const { teams, members } = await this.#api.list();
      if (reading !== this.#reading) return;
      this.problem = undefined;
      this.members = members;
      this.teams = teams;
    } catch (error) {
      if (reading === this.#reading) this.problem = error;
    }
  }

  /** Does something with the filled form; what goes wrong is told beside it. */
  async #submit(event: SubmitEvent, send: (name: string, data: FormData) => Promise<Team>, said: WordKey) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    const data = new FormData(form);
    const name = String(data.get('name') ?? '').trim();
    this.formProblem = name === '' ? this.t('teamNameMissing') : undefined;
    if (name === '') return;
    this.busy = true;
    try {
      const { id } = await send(name, data);
      form.reset();
      await this.load();
      this.editing = said === 'teamCreated' ? id : undefined;
      this.#toast(this.t(said, { name }));
    } catch (error) {
      this.formProblem = this.sentence(error);
      await this.load();
    }
    this.busy = false;
  }

  protected override sentence(error: unknown): string {
    const code = codeOf(error);
    return this.t(meanings[code] ?? 'notDone', { code });
  }

  async #remove({ id, name }: Team) {
    if (this.busy) return;
    this.busy = true;
    try {
      const undo = await this.#api.remove(id);
      this.#toast(this.t('teamDeleted', { name }), undo);
    } catch (error) {
      const text = this.sentence(error);
      void showToast({ near: this, language: this.language, text, problem: true });
    }
    await this.load();
    this.busy = false;
  }

  #toast(text: string, undo?: () => Promise<unknown>) {
    void showToast({ near: this, language: this.language, text, ...(undo ? { undo } : {}) });
  }

  get #acts(): TeamActs {
    return {
      edit: (id) => {
        this.formProblem = undefined;
        this.editing = id;
      },
      save: (team, event) =>
        void this.#submit(
          event,
          (name, data) => this.#api.save(team, { name, memberIds: data.getAll('member').map(String) }),
          'teamSaved',
        ),
      remove: (team) => void this.#remove(team),
    };
  }

  protected override render() {
    const { t } = this;
    return html`<div class="page">
      <h1>${t('teamsTitle')}</h1>
      <p class="lead">${t(this.#manages ? 'teamsLead' : 'teamsFixed')}</p>
      ${this.#manages && this.editing === undefined ? this.#form() : nothing} ${this.#list()}
    </div>`;
  }

  #form() {
    const { t, busy, formProblem } = this;
    const create = (event: SubmitEvent) => void this.#submit(event, (name) => this.#api.create(name), 'teamCreated');
    return html`<form class="card" novalidate @submit=${create}>
      <div class="entry">
        <div class="cell">
          <label for="team-name">${t('teamName')}</label>
          <input id="team-name" class="field" name="name" maxlength="200" autocomplete="off" aria-describedby="team-problem"
            aria-invalid=${formProblem !== undefined} />
        </div>
        <button class="button primary" type="submit" ?disabled=${busy}>${t('teamCreate')}</button>
      </div>
      <div id="team-problem" role="alert">${formProblem ? html`<p class="problem">${formProblem}</p>` : nothing}</div>
    </form>`;
  }

  #list() {
    const { t, teams, members, busy, formProblem: problem } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.load());
    if (!teams) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    if (teams.length === 0) {
      return html`<div class="card none">
        <strong>${t('teamsNone')}</strong>${t(this.#manages ? 'teamsNoneDo' : 'teamsNoneHere')}
      </div>`;
    }
    const scene = { t, busy, members, manages: this.#manages, problem };
    return repeat(
      teams,
      ({ id }) => id,
      (team) => (team.id === this.editing ? teamForm(team, scene, this.#acts) : teamCard(team, scene, this.#acts)),
    );
  }
}
