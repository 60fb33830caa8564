// Owns the form that makes a relation or changes one; loaded when it is first opened.
import { type KithClient, type Relation, type RelationLabel, unwrap } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { codeOf } from '../kit/code-of.ts';
import { FormAct } from '../kit/form-act.ts';
import { addRelation, changeRelation, type Draft, isReworded, type Saved } from './save-relation.ts';
import { type Choice, seenFrom } from './seen-from.ts';
import { WhoField } from './who-field.ts';
import type { RelationsKey } from './words.ts';

const choices: readonly Choice[] = [
  'introduced_by',
  'introduced_by_inverse',
  'reports_to',
  'reports_to_inverse',
  'partner',
  'family',
  'custom',
];
const amongPeople = new Set<Choice>(['reports_to', 'reports_to_inverse', 'family']);

interface Wrong {
  field: 'who' | 'label' | 'form';
  key: RelationsKey;
  chain?: string;
}

export interface FormHost {
  client: KithClient;
  /** The record that the widget shows. */
  record: { type: 'contact' | 'company'; id: string };
  /** The relation to change, and whom it is to; none makes one. */
  change: { relation: Relation; name: string } | undefined;
  changed(): void;
  saved(saved: Saved): void;
  cancel(): void;
}

export class RelationForm {
  #choice: Choice;
  #label = '';
  #inverse = '';
  #since: string;
  #note: string;
  #labels: RelationLabel[] = [];
  #everywhere = false;
  #wrong: Wrong | undefined;
  readonly #host: FormHost;
  readonly #act: FormAct;
  readonly #who: WhoField;

  constructor(host: FormHost) {
    this.#host = host;
    this.#act = new FormAct(host);
    const seen = host.change && seenFrom(host.change.relation, host.record.id);
    this.#choice = seen?.choice ?? 'introduced_by';
    this.#label = seen?.label ?? '';
    this.#inverse = seen?.inverse ?? '';
    this.#since = host.change?.relation.since ?? '';
    this.#note = host.change?.relation.note ?? '';
    this.#who = new WhoField(host.client, host.record.id, host.changed);
    unwrap(host.client.GET('/v1/relation-labels')).then(
      ({ items }) => {
        this.#labels = items;
        host.changed();
      },
      // Suggestions only.
      () => undefined,
    );
  }

  stop(): void {
    this.#who.stop();
  }

  draw(t: Words<RelationsKey>) {
    const { change } = this.#host;
    const title = change ? t('editNamed', { name: change.name }) : t('add');
    return html`<form part="form" aria-label=${title} @submit=${this.#onSubmit} @keydown=${this.#act.onKey}>
      ${change ? html`<strong>${title}</strong>` : nothing} ${this.#ends(t)}
      <div class="pair">
        ${this.#input(t('since'), 'date', this.#since, (value) => {
          this.#since = value;
        })}
        ${this.#input(t('note'), 'text', this.#note, (value) => {
          this.#note = value;
        })}
      </div>
      ${this.#wrong?.field === 'form' ? html`<p class="wrong" role="alert">${this.#told(t)}</p>` : nothing}
      <div class="acts">
        <button class="button primary" type="submit" ?disabled=${this.#act.busy}>${t('save')}</button>
        <button class="button quiet" type="button" @click=${this.#host.cancel}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  #ends(t: Words<RelationsKey>) {
    const allowed = choices.filter((choice) => this.#mayBe(choice));
    const pick = (event: Event) => {
      const value = event.target instanceof HTMLSelectElement ? event.target.value : '';
      this.#choice = allowed.find((choice) => choice === value) ?? 'introduced_by';
      this.#host.changed();
    };
    return html`<label class="label"
        >${t('kind')}<select class="field" @change=${pick}>
          ${allowed.map((choice) => html`<option value=${choice} ?selected=${choice === this.#choice}>${t(choice)}</option>`)}
        </select></label
      >
      ${this.#choice === 'custom' ? this.#ownWords(t) : nothing}
      ${
        this.#host.change
          ? nothing
          : this.#who.draw(t, amongPeople.has(this.#choice), this.#wrong?.field === 'who' ? this.#told(t) : undefined)
      }`;
  }

  /** Firms are nobody's kin. */
  #mayBe(choice: Choice): boolean {
    const { record, change } = this.#host;
    const ends = change ? [change.relation.from.type, change.relation.to.type] : [record.type];
    return !amongPeople.has(choice) || ends.every((type) => type === 'contact');
  }

  #ownWords(t: Words<RelationsKey>) {
    const known = [...new Set(this.#labels.flatMap(({ label, inverseLabel }) => [label, inverseLabel ?? label]))];
    return html`<div class="pair">
        ${this.#input(t('ownLabel'), 'text', this.#label, (value) => this.#setLabel(value), t('ownLabelHint'))}
        ${this.#input(
          t('ownInverse'),
          'text',
          this.#inverse,
          (value) => {
            this.#inverse = value;
          },
          t('ownInverseHint'),
        )}
      </div>
      ${this.#renaming(t)}
      <datalist id="labels">${known.map((label) => html`<option value=${label}></option>`)}</datalist>
      ${this.#wrong?.field === 'label' ? html`<p class="wrong" role="alert">${this.#told(t)}</p>` : nothing}`;
  }

  get #draft(): Draft {
    const [choice, label, inverse] = [this.#choice, this.#label.trim(), this.#inverse.trim()];
    return { choice, label, inverse, since: this.#since, note: this.#note.trim(), everywhere: this.#everywhere };
  }

  /** Other words on a custom relation: for it alone, or for all that are called so. */
  #renaming(t: Words<RelationsKey>) {
    const { change, record } = this.#host;
    if (change?.relation.kind !== 'custom' || !isReworded(this.#draft, change.relation, record.id)) return nothing;
    const choose = ({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => {
      this.#everywhere = currentTarget.checked;
    };
    return html`<label class="everywhere"
      ><input type="checkbox" .checked=${this.#everywhere} @change=${choose} />${t('everywhere')}</label
    >`;
  }

  /** A label that the organization has brings its inverse along. */
  #setLabel(value: string) {
    this.#label = value;
    const pair = this.#labels.find(({ label, inverseLabel }) => label === value || inverseLabel === value);
    if (pair) this.#inverse = (pair.label === value ? pair.inverseLabel : pair.label) ?? '';
    this.#host.changed();
  }

  #input(name: string, type: 'text' | 'date', value: string, set: (value: string) => void, hint = '') {
    const listed = hint === '' ? nothing : 'labels';
    return html`<label class="label"
      >${name}<input
        class="field"
        type=${type}
        maxlength=${type === 'date' ? nothing : hint === '' ? 10_000 : 100}
        placeholder=${hint}
        list=${listed}
        .value=${value}
        @input=${(event: Event) => event.target instanceof HTMLInputElement && set(event.target.value)}
    /></label>`;
  }

  #told(t: Words<RelationsKey>): string {
    if (!this.#wrong) return '';
    const { key, chain } = this.#wrong;
    return chain === undefined ? t(key) : t(key, { chain });
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    void this.#save();
  };

  async #save(): Promise<void> {
    const { change } = this.#host;
    const other = this.#who.chosen;
    if (!change && !other) return this.#refuse({ field: 'who', key: 'whoMissing' });
    if (this.#choice === 'custom' && this.#label.trim() === '')
      return this.#refuse({ field: 'label', key: 'labelMissing' });
    this.#wrong = undefined;
    await this.#act.run(async () => {
      const { client, record } = this.#host;
      if (change) this.#host.saved(await changeRelation(client, record, { draft: this.#draft, ...change }));
      else if (other) this.#host.saved(await addRelation(client, record, { draft: this.#draft, other }));
    });
    const { error } = this.#act;
    if (error !== undefined) this.#refuse(wrongOf(codeOf(error), error instanceof Error ? error.message : ''));
  }

  #refuse(wrong: Wrong) {
    this.#wrong = wrong;
    this.#host.changed();
  }
}

function wrongOf(code: string, detail: string): Wrong {
  if (code === 'relation_cycle') return { field: 'form', key: 'cycle', chain: chainIn(detail) };
  if (code === 'label_taken') return { field: 'label', key: 'labelTaken' };
  return { field: 'form', key: code === 'version_conflict' ? 'changedMeanwhile' : 'notSaved' };
}

/** The names that the server's sentence ends with. */
const chainIn = (detail: string) => detail.slice(detail.indexOf(': ') + 2).replace(/\.$/, '');
