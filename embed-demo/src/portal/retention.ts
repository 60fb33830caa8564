// Owns the part of the page of privacy that says how long messages and contacts are kept.
import { type Retention, unwrap } from '@kith/sdk';
import { html } from 'lit';
import { AskedForm } from './asked-form.ts';

type Key = keyof Retention;
/** Months to choose from; another number that the API set stands among them. */
const periods = [3, 6, 12, 24, 36, 60, 84, 120];

/** What is about to be set, and what would go. */
interface Wish {
  retention: Retention;
  due: { messages: number; contacts: number };
}

/** `<kith-retention>`: chooses the periods, and asks before anything is to go. */
export class KithRetention extends AskedForm<Retention, Wish> {
  /** Version of what is set. */
  #etag = '';

  protected override async read() {
    const answer = await this.client.GET('/v1/privacy');
    const { retention } = await unwrap(Promise.resolve(answer));
    this.#etag = answer.response.headers.get('etag') ?? '';
    return retention;
  }

  protected override async save(data: FormData) {
    const months = (key: Key) => Number(data.get(key)) || null;
    const wish = { messagesMonths: months('messagesMonths'), inactiveContactsMonths: months('inactiveContactsMonths') };
    const counted = await this.#patch(wish, true);
    if (counted.due.messages + counted.due.contacts > 0) this.asking = counted;
    else await this.#store(wish);
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

  protected override fields(kept: Retention) {
    return html`${this.#choice('messagesMonths', kept)} ${this.#choice('inactiveContactsMonths', kept)}`;
  }

  #choice(key: Key, kept: Retention) {
    const { t } = this;
    const chosen = kept[key];
    const offered =
      chosen === null || periods.includes(chosen) ? periods : [...periods, chosen].toSorted((a, b) => a - b);
    return html`<div class="period">
      <label for=${key}>${t(key)}</label>
      <select class="field" id=${key} name=${key} aria-describedby="${key}-hint">
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

  protected override question({ retention, due }: Wish) {
    const { t } = this;
    const lines = [
      ...(due.messages > 0 ? [t('messagesGo', { count: due.messages })] : []),
      ...(due.contacts > 0 ? [t('contactsGo', { count: due.contacts })] : []),
    ];
    return {
      text: `${lines.join(' ')} ${t('retentionWhen')}`,
      yes: t('retentionYes'),
      no: t('retentionNo'),
      act: () => this.#store(retention),
    };
  }

  protected override words() {
    return { save: this.t('retentionSave'), saved: this.t('retentionSaved') };
  }
}
