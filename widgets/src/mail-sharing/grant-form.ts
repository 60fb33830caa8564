// Owns the form that shares messages; loaded when it is first opened.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { codeOf } from '../kit/code-of.ts';
import { FormAct } from '../kit/form-act.ts';
import type { Grantee, Level, Others } from './grant-data.ts';
import type { MailSharingKey } from './words.ts';

export interface GrantFormHost {
  others: Others;
  /** Companies and deals have people who come and go. */
  several: boolean;
  changed(): void;
  /** Shares. May reject. */
  share(to: Grantee, level: Level): Promise<void>;
  cancel(): void;
}

const choice = ({ type, id }: Grantee) => `${type}:${id}`;

export class GrantForm {
  #to: string;
  #level: Level = 'full';
  readonly #host: GrantFormHost;
  readonly #act: FormAct;
  readonly #choices: Grantee[];

  constructor(host: GrantFormHost) {
    this.#host = host;
    this.#act = new FormAct(host);
    const { members, teams } = host.others;
    this.#choices = [
      ...members.map(({ id }) => ({ type: 'member' as const, id })),
      ...teams.map(({ id }) => ({ type: 'team' as const, id })),
    ];
    const [first] = this.#choices;
    this.#to = first ? choice(first) : '';
  }

  draw(t: Words<MailSharingKey>) {
    if (this.#choices.length === 0) {
      return html`<div class="form"><p class="hint">${t('nobodyElse')}</p>
        <div class="acts"><button class="button quiet" type="button" @click=${this.#host.cancel}>${t('cancel')}</button></div></div>`;
    }
    const { error } = this.#act;
    return html`<form class="form" part="form" aria-label=${t('add')} @submit=${this.#onSubmit} @keydown=${this.#act.onKey}>
      <div class="pair">
        <label class="label">${t('with')}<select class="field" name="to" @change=${this.#onTo}>${this.#options(t)}</select></label>
        <label class="label">${t('level')}<select class="field" name="level" @change=${this.#onLevel}>
          ${(['full', 'subject'] as const).map((level) => html`<option value=${level} ?selected=${level === this.#level}>${t(`l_${level}`)}</option>`)}
        </select></label>
      </div>
      ${this.#host.several ? html`<p class="hint">${t('later')}</p>` : nothing}
      <div class="wrong" role="alert">${error === undefined ? nothing : t('notShared', { code: codeOf(error) })}</div>
      <div class="acts">
        <button class="button primary" part="share" type="submit" ?disabled=${this.#act.busy}>${t('share')}</button>
        <button class="button quiet" type="button" @click=${this.#host.cancel}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  #options(t: Words<MailSharingKey>) {
    const { members, teams } = this.#host.others;
    const group = (label: string, type: Grantee['type'], named: Others['members']) =>
      named.length === 0
        ? nothing
        : html`<optgroup label=${label}>${named.map(({ id, name }) => {
            const value = choice({ type, id });
            return html`<option value=${value} ?selected=${value === this.#to}>${name}</option>`;
          })}</optgroup>`;
    return html`${group(t('colleagues'), 'member', members)} ${group(t('teams'), 'team', teams)}`;
  }

  readonly #onTo = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLSelectElement) this.#to = currentTarget.value;
  };

  readonly #onLevel = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLSelectElement)
      this.#level = currentTarget.value === 'subject' ? 'subject' : 'full';
  };

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    const to = this.#choices.find((one) => choice(one) === this.#to);
    if (to) void this.#act.run(() => this.#host.share(to, this.#level));
  };
}
