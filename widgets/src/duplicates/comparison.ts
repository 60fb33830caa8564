// Owns comparing two records side by side: which one stays, whose value each field takes, and merging them.
import type { DuplicateRecord, KithClient, MergeField } from '@kith/sdk';
import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { keepKeys, openModal } from '../kit/dialog.ts';
import { explain } from '../kit/problem.ts';
import { fieldName, type Names, namesFor, valueText } from './field-text.ts';
import { type Choice, likelyWinner, type Merged, mergePair, type PairKind } from './pairs.ts';
import type { duplicateWords } from './words.ts';

type T = ReturnType<typeof duplicateWords>;

interface Host {
  client(): KithClient | undefined;
  changed(): void;
  /** The two are one now. */
  merged(winner: DuplicateRecord, merged: Merged): void;
}

interface Open {
  kind: PairKind;
  records: readonly [DuplicateRecord, DuplicateRecord];
  winner: DuplicateRecord;
  loser: DuplicateRecord;
  choices: Record<string, Choice>;
  /** Undefined until the preview is there. */
  fields: MergeField[] | undefined;
  names: Names;
  error: unknown;
  busy: boolean;
}

export class Comparison {
  #open: Open | undefined;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Shows the two. */
  open(kind: PairKind, first: DuplicateRecord, second: DuplicateRecord): void {
    const winner = likelyWinner({ first, second });
    this.#show({ kind, records: [first, second], winner, loser: winner === first ? second : first });
  }

  close(): void {
    this.#open = undefined;
    this.#host.changed();
  }

  #show(pair: Pick<Open, 'kind' | 'records' | 'winner' | 'loser'>) {
    const open: Open = { ...pair, choices: {}, fields: undefined, names: new Map(), error: undefined, busy: true };
    this.#open = open;
    this.#host.changed();
    void this.#preview(open);
  }

  async #preview(open: Open) {
    const client = this.#host.client();
    if (!client) return;
    open.busy = true;
    open.error = undefined;
    this.#host.changed();
    try {
      const body = { winnerId: open.winner.id, loserId: open.loser.id, choices: {}, dryRun: true };
      const { fields } = await mergePair(client, open.kind, body);
      open.names = await namesFor(client, open.kind, fields);
      open.fields = fields;
    } catch (error) {
      open.error = error;
    }
    open.busy = false;
    this.#host.changed();
  }

  async #merge(open: Open) {
    const client = this.#host.client();
    if (!client || open.busy) return;
    open.busy = true;
    open.error = undefined;
    this.#host.changed();
    const { winner, loser, choices } = open;
    try {
      const merged = await mergePair(client, open.kind, {
        winnerId: winner.id,
        loserId: loser.id,
        choices,
        dryRun: false,
      });
      if (this.#open === open) this.close();
      this.#host.merged(winner, merged);
    } catch (error) {
      open.busy = false;
      open.error = error;
      this.#host.changed();
    }
  }

  draw(t: T) {
    const open = this.#open;
    if (!open) return nothing;
    return html`<dialog class="dialog compare" part="compare" aria-labelledby="compare-title" ${ref(openModal)}
      @close=${() => this.close()} @keydown=${keepKeys}>
      <h2 id="compare-title">${t(open.kind === 'contacts' ? 'comparePeople' : 'compareCompanies')}</h2>
      <fieldset class="stays">
        <legend>${t('whoStays')}</legend>
        ${open.records.map((record) => this.#who(open, record, t))}
      </fieldset>
      ${this.#fields(open, t)} ${open.error === undefined ? nothing : problem(open.error, t)}
      <div class="buttons">
        <button class="button primary" type="button" ?disabled=${open.busy || !open.fields} @click=${() => void this.#merge(open)}>
          ${t('merge')}
        </button>
        <button class="button quiet" type="button" @click=${() => this.close()}>${t('cancel')}</button>
        <span class="hint">${t('undoHint')}</span>
      </div>
    </dialog>`;
  }

  #who(open: Open, record: DuplicateRecord, t: T) {
    const stays = record === open.winner;
    return html`<label class="who">
      <input type="radio" name="stays" .checked=${stays} @change=${() =>
        this.#show({
          kind: open.kind,
          records: open.records,
          winner: record,
          loser: open.records[0] === record ? open.records[1] : open.records[0],
        })} />
      <span><span class="name">${record.name}</span> <span class="hint">${hintOf(record) || t('noDetails')}</span></span>
    </label>`;
  }

  #fields(open: Open, t: T) {
    if (!open.fields) {
      if (open.error !== undefined) return nothing;
      return html`<div class="fields" aria-busy="true"><span class="skeleton line"></span><span class="skeleton line"></span></div>`;
    }
    const differing = open.fields.filter(
      ({ winner, loser }) => !isEmpty(winner) && !isEmpty(loser) && !same(winner, loser),
    );
    if (differing.length === 0) return html`<p class="fields hint">${t('nothingDiffers')}</p>`;
    return html`<div class="fields">${differing.map((field) => this.#field(open, field, t))}</div>`;
  }

  #field(open: Open, field: MergeField, t: T) {
    const chosen = open.choices[field.field] ?? field.chosen;
    const say = (value: unknown) => valueText(field.field, value, { names: open.names, t });
    const option = (choice: Choice, text: string) => html`<label class="option">
      <input type="radio" name=${`field-${field.field}`} .checked=${chosen === choice} @change=${() => {
        open.choices[field.field] = choice;
        this.#host.changed();
      }} />
      <span>${text}</span>
    </label>`;
    return html`<fieldset class="choice">
      <legend>${fieldName(field.field, { names: open.names, t })}</legend>
      ${option('winner', say(field.winner))} ${option('loser', say(field.loser))}
      ${joins.has(field.field) ? option('both', t('both')) : nothing}
    </fieldset>`;
  }
}

/** Fields that can keep both values. */
const joins = new Set(['tags', 'domains', 'notes', 'description']);
const isEmpty = (value: unknown) =>
  value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What tells a record from its namesakes, in one line. */
export const hintOf = ({ title, company, domains, points }: DuplicateRecord): string =>
  [title, company?.name, domains[0], ...points.slice(0, 2).map(({ value }) => value)].filter(Boolean).join(' · ');

function problem(error: unknown, t: T) {
  const { title, advice } = explain(error, t);
  return html`<p class="problem" role="alert">${title}. ${advice}</p>`;
}
