// Owns how the values of records are written.
import type { ViewField, ViewRecord } from '@kith/sdk';
import { fullTime, type Language, relativeTime, stageName, type Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import type { Choices } from './choices.ts';
import { optionName } from './labels.ts';
import type { RecordsKey } from './words.ts';

export interface CellView {
  fields: ReadonlyMap<string, ViewField>;
  choices: Choices;
  language: Language;
  t: Words<RecordsKey>;
}

const textAt = (value: unknown, key: string): string | undefined => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : undefined;
};

/** Whether a column is written at the right. */
export const isNumber = (field: ViewField | undefined): boolean => field?.type === 'number' || field?.type === 'money';

/** One value of a record, as it stands in a cell. */
export function cell(view: CellView, record: ViewRecord, column: string) {
  const value: unknown = record.values[column];
  const field = view.fields.get(column);
  if (value === null || value === undefined || value === '' || !field) return nothing;
  if (field.type === 'time' && typeof value === 'string') {
    return html`<time datetime=${value} title=${fullTime(value, view.language)}>${relativeTime(value, view.language)}</time>`;
  }
  if (field.key === 'tags' && Array.isArray(value)) {
    return value.map((tag) => html`<span class="tag">${String(tag)}</span>`);
  }
  return plain(view, field, value);
}

/** A value in words. */
export function plain(view: CellView, field: ViewField, value: unknown): string {
  const { choices, language, t } = view;
  if (Array.isArray(value)) return value.map((one) => plain(view, field, one)).join(', ');
  if (field.type === 'boolean') return value === true ? t('yes') : t('no');
  if (field.type === 'money') return money(value, language);
  if (field.type === 'number') return new Intl.NumberFormat(language).format(Number(value));
  if (field.type === 'date') return day(String(value), language);
  if (field.of === 'member') return choices.member.find(({ key }) => key === value)?.label ?? '';
  if (field.of === 'pipeline') return choices.pipeline.find(({ key }) => key === value)?.label ?? '';
  if (field.of === 'stage') return stageName(textAt(value, 'name') ?? '', language);
  const option = field.options.find(({ key }) => key === value);
  return option
    ? optionName(field, option, t)
    : (textAt(value, 'name') ?? (typeof value === 'object' ? '' : String(value)));
}

function money(value: unknown, language: Language): string {
  const amount: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'amount') : undefined;
  const currency = textAt(value, 'currency');
  if (typeof amount !== 'number' || !currency) return '';
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

const day = (text: string, language: Language) => {
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime())
    ? text
    : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
};
