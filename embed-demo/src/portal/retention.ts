// Owns the part of the page of privacy that says how long messages and contacts are kept.
import { type Retention, unwrap } from '@kith/sdk';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { pageSheet } from './page.styles.ts';
import { PersonPart } from './person-part.ts';
import { privacySheet } from './privacy.styles.ts';

type Key = keyof Retention;
/** Months to choose from; another number that the API set stands among them. */
const periods = [3, 6, 12, 24, 36, 60, 84, 120];

interface Wish {
  retention: Retention;
  due: { messages: number; contacts: number };
}

/** `<kith-retention>`: chooses the periods, and asks before anything is to go. */
export class KithRetention extends PersonPart {
  static override styles = [...[PersonPart.styles].flat(), stateSheet, pageSheet, privacySheet];
  static override properties: PropertyDeclarations = {
    kept: { state: true },
    asking: { state: true },
    problem: { state: true },
    formProblem: { state: true },
    busy: { state: true },
    saved: { state: true },
  };

  /** As it is set. */
  declare private kept: Retention | undefined;
  /** What is about to be set, and what would go. */
  declare private asking: Wish | undefined;
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  declare private busy: boolean;
  declare private saved: boolean;
  /** Version of what is set. */
  #etag = '';

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
      const answer = await this.client.GET('/v1/privacy');
      this.kept = (await unwrap(Promise.resolve(answer))).retention;
      this.#etag = answer.response.headers.get('etag') ?? '';
    } catch (error) {
      this.problem = error;
    }
  }

  async #submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    const data = new FormData(form);
    const months = (key: Key) => Number(data.get(key)) || null;
    const wish = { messagesMonths: months('messagesMonths'), inactiveContactsMonths: months('inactiveContactsMonths') };
    await this.#send(async () => {
      const counted = await this.#patch(wish, true);
      if (counted.due.messages + counted.due.contacts > 0) this.asking = counted;
      else await this.#store(wish);
    });
  }

  async #patch(retention: Retention, dryRun: boolean): Promise<Wish> {
    const params = { header: { 'if-match': this.#etag } };
    const answer = await this.client.PATCH('/v1/privacy', { params, body: { retention, dryRun } });
    const wish = await unwrap(Promise.resolve(answer));
    this.#etag = answer.response.headers.get('etag') ?? this.#etag;
    return wish;
  }

  async #store(wish: Retention) {
    this.kept = (await this.#patch(wish, false)).retention;
    this.asking = undefined;
    this.saved = true;
  }

  async #send(send: () => Promise<void>) {
    this.busy = true;
    this.formProblem = undefined;
    this.saved = false;
    try {
      await send();
    } catch (error) {
      this.formProblem = this.sentence(error);
    }
    this.busy = false;
  }

  protected override render() {
    const { t, kept } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.#load());
    if (!kept) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    return html`<form class="card" @submit=${(event: SubmitEvent) => void this.#submit(event)}>
      ${this.#choice('messagesMonths', kept)} ${this.#choice('inactiveContactsMonths', kept)}
      ${this.asking ? this.#question(this.asking) : this.#save()}
      <div role="alert">${this.formProblem ? html`<p class="problem">${this.formProblem}</p>` : nothing}</div>
      <div role="status">${this.saved ? html`<p class="hint">${t('retentionSaved')}</p>` : nothing}</div>
    </form>`;
  }

  #choice(key: Key, kept: Retention) {
    const { t } = this;
    const chosen = kept[key];
    const offered =
      chosen === null || periods.includes(chosen) ? periods : [...periods, chosen].toSorted((a, b) => a - b);
    const forget = () => {
      this.asking = undefined;
      this.saved = false;
    };
    return html`<div class="period">
      <label for=${key}>${t(key)}</label>
      <select class="field" id=${key} name=${key} aria-describedby="${key}-hint" @change=${forget}>
        <option value="" ?selected=${chosen === null}>${t('forEver')}</option>
        ${offered.map(
          (count) =>
            html`<option value=${count} ?selected=${count === chosen}>${
              count % 12 === 0 ? t('years', { count: count / 12 }) : t('months', { count })
            }</option>`,
        )}
      </select>
      <p class="hint" id="${key}-hint">${t(`${key}Hint`)}</p>
    </div>`;
  }

  #save() {
    return html`<button class="button" type="submit" ?disabled=${this.busy}>${this.t('retentionSave')}</button>`;
  }

  /** Back to what is set. */
  #leave = () => {
    this.asking = undefined;
    this.renderRoot.querySelector('form')?.reset();
  };

  #question({ retention, due }: Wish) {
    const { t } = this;
    const lines = [
      ...(due.messages > 0 ? [t('messagesGo', { count: due.messages })] : []),
      ...(due.contacts > 0 ? [t('contactsGo', { count: due.contacts })] : []),
    ];
    return html`<div class="confirm" role="alert">
      <p>${lines.join(' ')} ${t('retentionWhen')}</p>
      <button class="button" type="button" ?disabled=${this.busy}
        @click=${() => void this.#send(() => this.#store(retention))}>${t('retentionYes')}</button>
      <button class="button quiet" type="button" @click=${this.#leave}>${t('retentionNo')}</button>
    </div>`;
  }
}
