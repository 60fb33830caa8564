// Owns how a value stands in the details when nobody edits it.
import type { Employment } from '@kith/sdk';
import { type Language, moneyText, type Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import type { DetailRecord } from './record-store.ts';
import type { Row } from './rows.ts';
import type { DetailsKey } from './words.ts';

export interface ShowScene {
  t: Words<DetailsKey>;
  language: Language;
  record: DetailRecord;
  /** Names by id, as far as they are known: members, and people whom fields name. */
  names: ReadonlyMap<string, string>;
}

/** True when there is nothing to show. */
export const isEmpty = ({ kind, value }: Row) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0) || (kind === 'flag' && value !== true);

/** A value; nothing when it is empty. */
export function shown(row: Row, scene: ShowScene): unknown {
  const { value, kind } = row;
  if (isEmpty(row)) return nothing;
  if (kind === 'tags')
    return html`<span class="chips">${texts(value).map((tag) => html`<span class="chip">${tag}</span>`)}</span>`;
  if (kind === 'domains') return texts(value).join(', ');
  if (kind === 'multi') {
    return html`<span class="chips">${texts(value).map((key) => html`<span class="chip">${optionLabel(row, key)}</span>`)}</span>`;
  }
  if (kind === 'select') return optionLabel(row, String(value));
  if (kind === 'employments') return employments(scene);
  if (kind === 'flag') return flag(scene);
  return plain(row, scene);
}

function plain({ value, kind }: Row, { language, names }: ShowScene): unknown {
  if (kind === 'member') return names.get(String(value)) ?? '…';
  if (kind === 'person') return names.get(personId(value)) ?? '…';
  if (kind === 'number' && typeof value === 'number')
    return new Intl.NumberFormat(language, { maximumFractionDigits: 12 }).format(value);
  if (kind === 'money') {
    const { amount, currency } = moneyOf(value);
    return currency === '' ? nothing : moneyText(amount, currency, language);
  }
  if (kind === 'date') return dayText(String(value), language);
  if (kind === 'url')
    return String(value)
      .replace(/^https?:\/\/(www\.)?/, '')
      .replace(/\/$/, '');
  return String(value);
}

export const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const optionLabel = ({ options = [] }: Row, key: string) =>
  options.find((option) => option.key === key)?.label ?? key;

/** The id in `{type, id}`. */
export const personId = (value: unknown): string => {
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : undefined;
  return typeof id === 'string' ? id : '';
};

export function moneyOf(value: unknown): { amount: number; currency: string } {
  if (typeof value !== 'object' || value === null) return { amount: 0, currency: '' };
  const [amount, currency]: unknown[] = [Reflect.get(value, 'amount'), Reflect.get(value, 'currency')];
  return { amount: typeof amount === 'number' ? amount : 0, currency: typeof currency === 'string' ? currency : '' };
}

/** A calendar day, which has no zone. */
export const dayText = (day: string, language: Language) =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );

function flag({ t, language, record }: ShowScene) {
  const since = record.kept?.doNotContactSince;
  const when = since
    ? html` <span class="hint">${t('since', { when: dayText(since.slice(0, 10), language) })}</span>`
    : nothing;
  return html`<span class="warned">${t('yes')}</span>${when}`;
}

function employments({ t, language, record }: ShowScene) {
  const line = (job: Employment) => {
    const time =
      !job.current && job.to
        ? t('past', { when: dayText(job.to, language) })
        : job.from
          ? t('since', { when: dayText(job.from, language) })
          : '';
    const what = [job.title, time].filter(Boolean).join(', ');
    return html`<span class=${job.current ? 'job' : 'job gone'}>
      <span class="firm">${job.company.name}</span>${what === '' ? nothing : html` <span class="hint">${what}</span>`}
    </span>`;
  };
  return html`<span class="jobs">${(record.person?.employments ?? []).map(line)}</span>`;
}
