// Owns the part of the page of privacy that says what colleagues see of the person's own messages.
import { type MailSharing, unwrap } from '@kith/sdk';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { pageSheet } from './page.styles.ts';
import { PersonPart } from './person-part.ts';
import { privacySheet } from './privacy.styles.ts';

type Level = MailSharing['level'];
const levels = ['metadata', 'subject', 'full'] as const;

/** `<kith-mail-level>`: chooses the level for messages from now on, and asks before those logged so far change. */
export class KithMailLevel extends PersonPart {
  static override styles = [...[PersonPart.styles].flat(), stateSheet, pageSheet, privacySheet];
  static override properties: PropertyDeclarations = {
    sharing: { state: true },
    asking: { state: true },
    problem: { state: true },
    formProblem: { state: true },
    busy: { state: true },
    saved: { state: true },
  };

  declare private sharing: MailSharing | undefined;
  /** The level that is about to be set for everything. */
  declare private asking: Level | undefined;
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  declare private busy: boolean;
  declare private saved: boolean;

  constructor() {
    super();
    this.busy = false;
    this.saved = false;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('person') && this.person) void this.#load();
  }

  async #load() {
    this.problem = undefined;
    try {
      this.sharing = await unwrap(this.client.GET('/v1/mail-sharing'));
    } catch (error) {
      this.problem = error;
    }
  }

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    const data = new FormData(form);
    const level = levels.find((one) => one === data.get('level')) ?? 'subject';
    if (data.get('logged') === null) void this.#save(level, false);
    else this.asking = level;
  };

  async #save(level: Level, applyToLogged: boolean) {
    this.busy = true;
    this.saved = false;
    this.formProblem = undefined;
    try {
      this.sharing = await unwrap(this.client.PUT('/v1/mail-sharing', { body: { level, applyToLogged } }));
      this.asking = undefined;
      this.saved = true;
    } catch (error) {
      this.formProblem = this.sentence(error);
    }
    this.busy = false;
  }

  readonly #forget = () => {
    this.asking = undefined;
    this.saved = false;
  };

  protected override render() {
    const { t, sharing } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.#load());
    if (!sharing) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    return html`<form class="card" @submit=${this.#submit} @change=${this.#forget}>
      <div class="period">
        <label for="level">${t('mailLevel')}</label>
        <select class="field" id="level" name="level">
          ${levels.map((level) => html`<option value=${level} ?selected=${level === sharing.level}>${t(`mail_${level}`)}</option>`)}
        </select>
        <p><label class="tick"><input type="checkbox" name="logged" .checked=${false} /> ${t('mailLogged')}</label></p>
      </div>
      ${
        this.asking
          ? this.#question(this.asking)
          : html`<button class="button" type="submit" ?disabled=${this.busy}>${t('mailSave')}</button>`
      }
      <div role="alert">${this.formProblem ? html`<p class="problem">${this.formProblem}</p>` : nothing}</div>
      <div role="status">${this.saved ? html`<p class="hint">${t('mailSaved')}</p>` : nothing}</div>
    </form>`;
  }

  #question(level: Level) {
    const { t } = this;
    return html`<div class="confirm" role="alert">
      <p>${t(`mailAsk_${level}`)} ${t('mailAskEach')}</p>
      <button class="button" type="button" ?disabled=${this.busy} @click=${() => void this.#save(level, true)}>${t('mailYes')}</button>
      <button class="button quiet" type="button" @click=${this.#forget}>${t('mailNo')}</button>
    </div>`;
  }
}
