// Owns how the fields of a deal are drawn, for who may change them and for who may only read.
import type { CustomField, Deal, Stage } from '@kith/sdk';
import { type Language, moneyText, stageName, type Words } from '@kith/sdk/words';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { CircleCheck, CircleX, Trash2 } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { Member } from '../kit/members.ts';
import type { DealEditor } from './deal-editor.ts';
import { editableTypes, ownText, type TextField, textIn } from './deal-fields.ts';
import type { DealKey } from './words.ts';

export interface DealView {
  deal: Deal;
  editor: DealEditor;
  mayWrite: boolean;
  t: Words<DealKey>;
  language: Language;
  stages: readonly Stage[];
  members: readonly Member[];
  ownFields: readonly CustomField[];
}

const typedIn = ({ currentTarget }: Event) =>
  currentTarget instanceof HTMLInputElement ||
  currentTarget instanceof HTMLSelectElement ||
  currentTarget instanceof HTMLTextAreaElement
    ? currentTarget.value
    : '';

export function dealHead(view: DealView) {
  const { deal, mayWrite, t, editor } = view;
  return html`<header class="head" part="head">
    ${
      mayWrite
        ? html`<h2 class="unseen">${deal.name}</h2>
          <input class="field title" part="title" aria-label=${t('name')} maxlength="300" .value=${live(editor.drafts.get('name') ?? deal.name)}
            aria-describedby="problem-name" aria-invalid=${editor.problems.has('name')}
            @input=${(event: Event) => editor.type('name', typedIn(event))}
            @blur=${() => editor.settle('name', true, (text) => editor.commitText('name', text))}
            @keydown=${(event: KeyboardEvent) => onKey(event, editor, 'name', (text) => editor.commitText('name', text))} />`
        : html`<h2 class="title" part="title">${deal.name}</h2>`
    }
    ${problem(view, 'name')}
    <div class="stage-line" part="stage">${stageChoice(view)} ${ending(view)}</div>
    ${problem(view, 'stage')} ${problem(view, 'deal')}
  </header>`;
}

function stageChoice({ deal, mayWrite, stages, t, editor, language }: DealView) {
  if (!mayWrite) return html`<span class="chip">${stageName(deal.stage.name, language)}</span>`;
  const known = stages.some(({ id }) => id === deal.stage.id) ? stages : [deal.stage, ...stages];
  return html`<select class="field stage" aria-label=${t('stage')} .value=${live(deal.stage.id)} @change=${(
    event: Event,
  ) => {
    const stage = stages.find(({ id }) => id === typedIn(event));
    if (stage) void editor.move(stage);
  }}>
    ${known.map(({ id, name }) => html`<option value=${id} ?selected=${id === deal.stage.id}>${stageName(name, language)}</option>`)}
  </select>`;
}

function ending({ deal, mayWrite, stages, t, editor, language }: DealView) {
  const day = (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(Date.parse(iso));
  const badge = deal.wonAt
    ? html`<span class="end good">${icon(CircleCheck)} ${t('wonOn', { day: day(deal.wonAt) })}</span>`
    : deal.lostAt
      ? html`<span class="end bad">${icon(CircleX)} ${t('lostOn', { day: day(deal.lostAt) })}</span>`
      : nothing;
  if (!mayWrite) return badge;
  const to = (kind: 'won' | 'lost') => stages.find((stage) => stage.kind === kind);
  const [won, lost] = [to('won'), to('lost')];
  const open = deal.stage.kind === 'open';
  return html`${badge}
    ${won && open ? html`<button class="button primary" type="button" part="win" @click=${() => void editor.move(won)}>${icon(CircleCheck)} ${t('win')}</button>` : nothing}
    ${lost && open ? html`<button class="button" type="button" part="lose" @click=${() => void editor.move(lost)}>${icon(CircleX)} ${t('lose')}</button>` : nothing}
    <span class="space"></span>
    <button class="button quiet tool" type="button" part="delete" aria-label=${t('remove')} title=${t('remove')} @click=${() => void editor.remove()}>${icon(Trash2)}</button>`;
}

export function dealFields(view: DealView) {
  const { deal, t } = view;
  return html`<div class="grid" part="fields">
    ${amountField(view)} ${textField(view, 'expectedClose', t('expectedClose'), 'date')} ${ownerField(view)}
    ${deal.lostAt ? textField(view, 'lostReason', t('lostReason'), 'text') : nothing}
    ${view.ownFields.map((field) => ownField(view, field))}
  </div>`;
}

function amountField(view: DealView) {
  const { deal, t, editor, language } = view;
  const text = deal.amount === null || deal.currency === null ? '' : moneyText(deal.amount, deal.currency, language);
  if (!view.mayWrite) return plain(t('amount'), text);
  const currency = deal.currency ?? (editor.currency || 'EUR');
  return html`<div class="pair">
    <label for="amount">${t('amount')}</label>
    <div class="money">
      ${input(view, 'amount', editor.drafts.get('amount') ?? textIn(deal, 'amount'), {
        type: 'text',
        mode: 'decimal',
        commit: (typed) => editor.commitText('amount', typed),
      })}
      <select class="field" aria-label=${t('currency')} .value=${live(currency)} @change=${(event: Event) => editor.chooseCurrency(typedIn(event))}>
        ${Intl.supportedValuesOf('currency').map((code) => html`<option ?selected=${code === currency}>${code}</option>`)}
      </select>
    </div>
    ${problem(view, 'amount')}
  </div>`;
}

function textField(view: DealView, field: TextField, label: string, type: 'text' | 'date') {
  const { deal, editor, language } = view;
  const text = textIn(deal, field);
  const told =
    type === 'date' && text
      ? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(text))
      : text;
  if (!view.mayWrite) return plain(label, told);
  return html`<div class="pair">
    <label for=${field}>${label}</label>
    ${input(view, field, editor.drafts.get(field) ?? text, { type, commit: (typed) => editor.commitText(field, typed) })}
    ${problem(view, field)}
  </div>`;
}

function ownerField(view: DealView) {
  const { deal, members, t, editor } = view;
  const owner = members.find(({ id }) => id === deal.ownerId);
  if (!view.mayWrite || members.length === 0) return plain(t('owner'), owner?.name ?? '');
  return html`<div class="pair">
    <label for="owner">${t('owner')}</label>
    <select class="field" id="owner" .value=${live(deal.ownerId ?? '')} @change=${(event: Event) => editor.commit('owner', { ownerId: typedIn(event) || null })}>
      <option value="" ?selected=${deal.ownerId === null}>${t('nobody')}</option>
      ${members.map(({ id, name }) => html`<option value=${id} ?selected=${id === deal.ownerId}>${name}</option>`)}
    </select>
    ${problem(view, 'owner')}
  </div>`;
}

function ownField(view: DealView, field: CustomField) {
  const { deal, editor, t } = view;
  const value = deal.fields[field.key];
  const editable = editableTypes.some((type) => type === field.type);
  if (!view.mayWrite || !editable) return plain(field.name, ownText(field, value));
  const id = `own-${field.key}`;
  const typed = editor.drafts.get(field.key) ?? (value === null || value === undefined ? '' : String(value));
  const control =
    field.type === 'select'
      ? html`<select class="field" id=${id} .value=${live(typed)} @change=${(event: Event) => editor.commitOwn(field, typedIn(event))}>
          <option value="">${t('nothing')}</option>
          ${field.options.map(({ key, label }) => html`<option value=${key} ?selected=${key === typed}>${label}</option>`)}
        </select>`
      : input(view, field.key, typed, {
          id,
          type: field.type === 'date' ? 'date' : field.type === 'url' ? 'url' : 'text',
          ...(field.type === 'number' ? { mode: 'decimal' as const } : {}),
          commit: (text) => editor.commitOwn(field, text),
        });
  return html`<div class="pair"><label for=${id}>${field.name}</label>${control} ${problem(view, field.key)}</div>`;
}

interface Input {
  type: 'text' | 'date' | 'url';
  id?: string;
  mode?: 'decimal';
  commit(text: string): void;
}

function input({ editor }: DealView, field: string, value: string, { type, id = field, mode, commit }: Input) {
  return html`<input class="field" id=${id} type=${type} inputmode=${mode ?? nothing} autocomplete="off" maxlength="1000" .value=${live(value)}
    aria-describedby=${`problem-${field}`} aria-invalid=${editor.problems.has(field)}
    @input=${(event: Event) => editor.type(field, typedIn(event))} @blur=${() => editor.settle(field, true, commit)}
    @keydown=${(event: KeyboardEvent) => onKey(event, editor, field, commit)} />`;
}

/** Enter saves, Escape takes what was typed back. */
function onKey(event: KeyboardEvent, editor: DealEditor, field: string, commit: (text: string) => void) {
  if (event.key === 'Enter') {
    event.preventDefault();
    editor.settle(field, false, commit);
  } else if (event.key === 'Escape') {
    event.stopPropagation();
    editor.discard(field);
  }
}

export function problem({ editor, t }: DealView, field: string): TemplateResult | typeof nothing {
  const wrong = editor.problems.get(field);
  return wrong
    ? html`<p class="problem" id=${`problem-${field}`} role="alert">${t(wrong.key, { code: wrong.code })}</p>`
    : nothing;
}

const plain = (label: string, text: string) =>
  html`<div class="pair"><span class="label">${label}</span><span class="plain">${text || '—'}</span></div>`;
