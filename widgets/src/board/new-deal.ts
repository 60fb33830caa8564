// Owns the form for a new deal at the top of a stage. What was typed stays until the deal is there.
import { type ChangedDeal, type KithClient, unwrap } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { codeOf } from '../kit/code-of.ts';
import { FormAct } from '../kit/form-act.ts';
import { readAmount } from '../kit/money.ts';
import type { BoardKey } from './words.ts';

interface Desk {
  client(): KithClient | undefined;
  changed(): void;
  /** The deal is there. */
  created(deal: ChangedDeal): void;
  closed(): void;
}

export class NewDealForm {
  /** Stage whose form is open, empty for none. */
  stageId = '';
  #currency = 'EUR';
  #problem: BoardKey | undefined;
  #code = '';
  readonly #desk: Desk;
  readonly #act: FormAct;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#act = new FormAct({ changed: () => desk.changed(), cancel: () => this.close() });
  }

  /** @param currency that deals here mostly have. */
  open(stageId: string, currency: string | undefined): void {
    this.stageId = stageId;
    if (currency) this.#currency = currency;
    this.#problem = undefined;
    this.#desk.changed();
  }

  close(): void {
    this.stageId = '';
    this.#desk.changed();
    this.#desk.closed();
  }

  draw(stageName: string, t: Words<BoardKey>) {
    return html`<form class="new" part="new" novalidate aria-label=${t('addTo', { stage: stageName })} @submit=${this.#submit} @keydown=${this.#act.onKey}>
      <input class="field" name="name" maxlength="300" autocomplete="off" aria-label=${t('dealName')} placeholder=${t('dealName')}
        aria-invalid=${this.#problem === 'nameNeeded'} aria-describedby="new-problem" />
      <div class="money">
        <input class="field" name="amount" inputmode="decimal" autocomplete="off" aria-label=${t('amount')} placeholder=${t('amount')}
          aria-invalid=${this.#problem === 'badAmount'} aria-describedby="new-problem" />
        <select class="field" name="currency" aria-label=${t('currency')}>
          ${Intl.supportedValuesOf('currency').map((code) => html`<option ?selected=${code === this.#currency}>${code}</option>`)}
        </select>
      </div>
      <p class="problem" id="new-problem" role="alert">${this.#problem ? t(this.#problem, { code: this.#code }) : nothing}</p>
      <div class="buttons">
        <button class="button primary" type="submit" ?disabled=${this.#act.busy}>${t(this.#act.busy ? 'creating' : 'create')}</button>
        <button class="button quiet" type="button" @click=${() => this.close()}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement && !this.#act.busy) void this.#create(event.currentTarget);
  };

  async #create(form: HTMLFormElement) {
    const client = this.#desk.client();
    const given = new FormData(form);
    const name = String(given.get('name') ?? '').trim();
    const typed = String(given.get('amount') ?? '').trim();
    const currency = String(given.get('currency') ?? this.#currency);
    const amount = typed === '' ? null : readAmount(typed, currency);
    this.#problem = name === '' ? 'nameNeeded' : typed !== '' && amount === null ? 'badAmount' : undefined;
    this.#desk.changed();
    if (this.#problem || !client) return;
    this.#currency = currency;
    const money = amount === null ? {} : { amount, currency };
    await this.#act.run(async () => {
      const header = { 'idempotency-key': crypto.randomUUID() };
      const body = { name, stageId: this.stageId, contacts: [], ...money };
      const deal = await unwrap(client.POST('/v1/deals', { params: { header }, body }));
      this.stageId = '';
      this.#desk.created(deal);
    });
    if (this.#act.error === undefined) return;
    this.#code = codeOf(this.#act.error);
    this.#problem = this.#code === 'unreachable' ? 'notCreatedOffline' : 'notCreated';
    this.#desk.changed();
  }
}
