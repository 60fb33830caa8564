// Owns the form that records an entry; loaded when it is first opened.
import type { KithClient, NewConsent } from '@kith/sdk';
import { dayOf, type Language, type Words, zoneHere } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { codeOf } from '../kit/code-of.ts';
import { FormAct } from '../kit/form-act.ts';
import { messageOf } from '../kit/refusal.ts';
import { isKnown, knownPurposes, ownPurposes } from './consent-data.ts';
import { purposeName } from './consent-row.ts';
import type { ConsentKey } from './words.ts';

const bases = [
  'consent',
  'contract',
  'legal_obligation',
  'vital_interests',
  'public_task',
  'legitimate_interests',
] as const;
const own = '*';

export interface ConsentFormHost {
  client: KithClient;
  /** The purpose to begin with. */
  purpose: string;
  changed(): void;
  /** Records it. May reject. */
  save(entry: NewConsent): Promise<void>;
  cancel(): void;
}

type Draft = Record<'purpose' | 'words' | 'state' | 'basis' | 'day' | 'source' | 'wording', string>;

export class ConsentForm {
  #draft: Draft;
  #suggested: readonly string[] = [];
  #missing = false;
  readonly #host: ConsentFormHost;
  readonly #act: FormAct;
  readonly #today = dayOf(new Date(), zoneHere());

  constructor(host: ConsentFormHost) {
    this.#host = host;
    this.#act = new FormAct(host);
    const known = isKnown(host.purpose);
    this.#draft = {
      purpose: known ? host.purpose : own,
      words: known ? '' : host.purpose,
      state: 'given',
      basis: 'consent',
      day: this.#today,
      source: '',
      wording: '',
    };
    ownPurposes(host.client).then(
      (purposes) => {
        this.#suggested = purposes;
        host.changed();
      },
      // Suggestions only.
      () => undefined,
    );
  }

  draw(t: Words<ConsentKey>, language: Language) {
    return html`<form class="form" part="form" aria-label=${t('add')} @submit=${this.#onSubmit} @keydown=${this.#act.onKey}>
      <div class="pair">${this.#purpose(t)} ${this.#select('basis', t('basis'), bases, (key) => t(`b_${key}`))}</div>
      <div class="pair">
        ${this.#select('state', t('state'), ['given', 'withdrawn'] as const, (key) => t(key === 'given' ? 'stateGiven' : 'stateWithdrawn'))}
        <label class="label">${t('at')}<input class="field" type="date" max=${this.#today} required .value=${this.#draft.day} @input=${this.#put('day')} /></label>
      </div>
      <label class="label">${t('source')}<input class="field" maxlength="200" placeholder=${t('sourceHint')} .value=${this.#draft.source} @input=${this.#put('source')} /></label>
      <label class="label">${t('wording')}<textarea class="field" rows="2" maxlength="5000" .value=${this.#draft.wording} @input=${this.#put('wording')}></textarea></label>
      ${this.#problem(t, language)}
      <div class="acts">
        <button class="button primary" part="save" type="submit" ?disabled=${this.#act.busy}>${t('save')}</button>
        <button class="button quiet" type="button" @click=${this.#host.cancel}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  #problem(t: Words<ConsentKey>, language: Language) {
    const { error } = this.#act;
    const told = error === undefined ? nothing : (messageOf(error, language) ?? t('notSaved', { code: codeOf(error) }));
    return html`<div class="wrong" role="alert">${this.#missing ? t('purposeMissing') : told}</div>`;
  }

  #purpose(t: Words<ConsentKey>) {
    const keys = [...knownPurposes, own];
    const words = html`<label class="label"
      >${t('purposeWords')}<input class="field" name="words" maxlength="60" list="purposes" .value=${this.#draft.words} @input=${this.#put('words')} />
      <datalist id="purposes">${this.#suggested.map((one) => html`<option value=${one}></option>`)}</datalist></label
    >`;
    return html`<div class="stack">
      ${this.#select('purpose', t('purpose'), keys, (key) => (key === own ? t('ownPurpose') : purposeName(key, t)))}
      ${this.#draft.purpose === own ? words : nothing}
    </div>`;
  }

  #select<Key extends string>(field: keyof Draft, label: string, keys: readonly Key[], nameOf: (key: Key) => string) {
    return html`<label class="label"
      >${label}<select class="field" name=${field} @change=${this.#put(field)}>
        ${keys.map((key) => html`<option value=${key} ?selected=${key === this.#draft[field]}>${nameOf(key)}</option>`)}
      </select></label
    >`;
  }

  #put(field: keyof Draft) {
    return ({ currentTarget: input }: Event) => {
      if (
        input instanceof HTMLInputElement ||
        input instanceof HTMLSelectElement ||
        input instanceof HTMLTextAreaElement
      )
        this.#draft[field] = input.value;
      this.#missing = false;
      this.#host.changed();
    };
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    const { purpose, words, state, basis, day, source, wording } = this.#draft;
    const named = purpose === own ? words.trim() : purpose;
    this.#missing = named === '';
    if (this.#missing) return this.#host.changed();
    const entry: NewConsent = {
      purpose: named,
      state: state === 'withdrawn' ? state : 'given',
      basis: bases.find((one) => one === basis) ?? 'consent',
      // Of an earlier day nobody knows the hour.
      ...(day === this.#today ? {} : { at: new Date(`${day}T12:00:00`).toISOString() }),
      source: source.trim() || null,
      wording: wording.trim() || null,
    };
    void this.#act.run(() => this.#host.save(entry));
  };
}
