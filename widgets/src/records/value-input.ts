// Owns the input for a condition's value, by the field's type and its operator.
import type { FilterCondition, ViewField } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing, type TemplateResult } from 'lit';
import { X } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { Choice, Choices } from './choices.ts';
import { optionName, periodName } from './labels.ts';
import { currenciesOf, inCurrency, unitOf } from './money-input.ts';
import type { RecordsKey } from './words.ts';

export interface ValueView {
  field: ViewField;
  condition: FilterCondition;
  choices: Choices;
  t: Words<RecordsKey>;
  set(value: unknown): void;
  /** Changes more of the condition than its value. */
  put(condition: FilterCondition): void;
}

// biome-ignore format: one line a unit
const periods = [
  'today', 'yesterday', 'tomorrow',
  'last_week', 'this_week', 'next_week',
  'last_month', 'this_month', 'next_month',
  'last_quarter', 'this_quarter', 'next_quarter',
  'last_year', 'this_year', 'next_year',
];

type Typed = Event & { currentTarget: HTMLInputElement };
type Chosen = Event & { currentTarget: HTMLSelectElement };

export function valueInput(view: ValueView): TemplateResult | typeof nothing {
  const { field, condition, t, set } = view;
  const { op, value } = condition;
  if (op === 'is_empty' || op === 'is_filled') return nothing;
  if (op === 'in') {
    return select(
      String(value),
      periods.map((key) => ({ key, label: periodName(key, t) })),
      { label: t('value'), set },
    );
  }
  if (op.endsWith('_days')) {
    return html`${input(view, 'number', value, (text) => set(Number(text)))}<span class="unit">${t('days')}</span>`;
  }
  if (field.type === 'boolean') {
    const options = [
      { key: 'true', label: t('yes') },
      { key: 'false', label: t('no') },
    ];
    return select(String(value), options, { label: t('value'), set: (key) => set(key === 'true') });
  }
  if (field.type === 'money')
    return html`${op === 'between' ? between(view) : amount(view, value, set)}${currency(view)}`;
  if (op === 'between') return between(view);
  if (field.type === 'text') return input(view, 'text', value, set);
  if (field.type === 'number') return amount(view, value, set);
  return field.type === 'date' || field.type === 'time' ? input(view, 'date', value, set) : several(view);
}

function input({ t }: ValueView, type: 'text' | 'number' | 'date', value: unknown, set: (text: string) => void) {
  return html`<input
    class="field ${type}"
    part="value"
    type=${type}
    step="any"
    maxlength="500"
    aria-label=${t('value')}
    .value=${value === undefined || value === null ? '' : String(value)}
    @change=${(event: Typed) => set(event.currentTarget.value)}
  />`;
}

function amount(view: ValueView, value: unknown, set: (value: unknown) => void) {
  const money = view.field.type === 'money';
  // Kept in minor units, and written in whole ones.
  const unit = money ? unitOf(view.condition) : 1;
  const shown = typeof value === 'number' ? value / unit : undefined;
  const read = (text: string) => (money ? Math.round(Number(text) * unit) : Number(text));
  return input(view, 'number', shown, (text) => set(text === '' ? undefined : read(text)));
}

/** In another one the figures stay as they are written. */
function currency({ field, condition, t, put }: ValueView) {
  const chosen = condition.currency ?? '';
  const options = currenciesOf(field).map((key) => ({ key, label: key }));
  const none = chosen === '' ? [{ key: '', label: t('choose') }] : [];
  return select(chosen, [...none, ...options], {
    label: t('f_currency'),
    set: (key) => put(key === '' ? condition : inCurrency(condition, key)),
  });
}

function between(view: ValueView) {
  const { field, condition, t, set } = view;
  const pair: unknown[] = Array.isArray(condition.value) ? condition.value : ['', ''];
  const one = (place: 0 | 1) => {
    const put = (value: unknown) => set(place === 0 ? [value ?? '', pair[1]] : [pair[0], value ?? '']);
    return field.type === 'date' || field.type === 'time'
      ? input(view, 'date', pair[place], put)
      : amount(view, pair[place], put);
  };
  return html`${one(0)}<span class="unit">${t('to')}</span>${one(1)}`;
}

interface Selecting {
  label: string;
  set(key: string): void;
}

export function select(chosen: string, options: Choice[], { label, set }: Selecting) {
  return html`<select class="field" aria-label=${label} @change=${(event: Chosen) => set(event.currentTarget.value)}>
    ${options.map(({ key, label: name }) => html`<option value=${key} ?selected=${key === chosen}>${name}</option>`)}
  </select>`;
}

/** Several values: chips to choose from a list, or words with commas between them. */
function several(view: ValueView) {
  const { field, condition, t, set } = view;
  const values = Array.isArray(condition.value) ? condition.value.map(String) : [];
  const options = optionsOf(view);
  if (options.length === 0) {
    const put = (text: string) =>
      set(
        text
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean),
      );
    return html`<input class="field text" part="value" type="text" aria-label=${t('value')} placeholder=${t('commas')}
      .value=${values.join(', ')} @change=${(event: Typed) => put(event.currentTarget.value)} />`;
  }
  const nameOf = (key: string) => options.find((option) => option.key === key)?.label ?? key;
  const left = options.filter(({ key }) => !values.includes(key));
  return html`<span class="chips">
    ${values.map(
      (key) => html`<button class="chip" type="button" @click=${() => set(values.filter((one) => one !== key))}>
        ${nameOf(key)} ${icon(X, t('removeCondition'))}
      </button>`,
    )}
    ${
      left.length > 0
        ? html`<select class="field" part="value" aria-label=${`${t('value')}: ${field.key}`}
            @change=${(event: Chosen) => {
              if (event.currentTarget.value !== '') set([...values, event.currentTarget.value]);
              event.currentTarget.value = '';
            }}>
            <option value="" selected>${t('choose')}</option>
            ${left.map(({ key, label }) => html`<option value=${key}>${label}</option>`)}
          </select>`
        : nothing
    }
  </span>`;
}

function optionsOf({ field, choices, t }: ValueView): Choice[] {
  if (field.of === 'member') return [{ key: 'me', label: t('me') }, ...choices.member];
  if (field.of === 'stage') return choices.stage;
  if (field.of === 'pipeline') return choices.pipeline;
  return field.options.map((option) => ({ key: option.key, label: optionName(field, option, t) }));
}
