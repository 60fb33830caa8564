// Owns the organization's own fields as imports see them, and turning a cell into the value of one.
import { z } from 'zod';
import { isCurrency } from '../deals/currency.ts';
import type { ReadCtx } from '../http/context.ts';
import type { RowReason } from './reading/raw-row.ts';
import type { ImportKind } from './targets.ts';
import { toMinorUnits } from './values/minor-units.ts';
import { parseAmount } from './values/parse-amount.ts';
import { type DateOrder, parseDate } from './values/parse-date.ts';
import { splitTags } from './values/split-values.ts';

const OwnField = z.object({
  recordType: z.enum(['contact', 'company', 'deal']),
  key: z.string(),
  name: z.string(),
  /** References to people are not imported: a cell does not say who. */
  type: z.enum(['text', 'number', 'money', 'date', 'select', 'multi_select', 'url']),
  options: z.array(z.object({ key: z.string(), label: z.string() })),
});
export type OwnField = z.infer<typeof OwnField>;

export const recordTypeOf = { contacts: 'contact', companies: 'company', deals: 'deal' } as const satisfies Record<
  ImportKind,
  string
>;

/** Reads the fields that can be imported. */
export async function readOwnFields({ tx }: ReadCtx): Promise<OwnField[]> {
  const rows = await tx`
    select record_type as "recordType", key, name, type, options from app.custom_fields
    where organization_id = (select app.acting_organization()) and archived_at is null and type <> 'person'
    order by record_type, position, id`;
  return z.array(OwnField).parse(rows);
}

export interface Wording {
  dateOrder: DateOrder | null;
  /** ISO 4217 code of sums that name none. */
  currency: string | null;
}

export type ParsedField = { ok: true; value: unknown } | { ok: false; code: RowReason['code'] };

const value = (parsed: unknown): ParsedField => ({ ok: true, value: parsed });
const wrong: ParsedField = { ok: false, code: 'value_wrong' };

/** Turns a cell into what is stored. */
export function parseField(field: OwnField, cell: string, wording: Wording): ParsedField {
  switch (field.type) {
    case 'text':
      return cell.length > 10_000 ? { ok: false, code: 'too_long' } : value(cell);
    case 'url':
      return parseUrl(cell);
    case 'number': {
      const number = parseAmount(cell.replace(/^-/, ''));
      return number && !number.currency ? value(cell.startsWith('-') ? -number.value : number.value) : wrong;
    }
    case 'money':
      return parseMoney(cell, wording);
    case 'date': {
      const day = parseDate(cell, wording.dateOrder);
      return day.ok ? value(day.value) : { ok: false, code: day.ambiguous ? 'date_ambiguous' : 'value_wrong' };
    }
    case 'select':
      return parseChoice(field, cell);
    case 'multi_select':
      return parseChoices(field, cell);
  }
}

function parseUrl(cell: string): ParsedField {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(cell) ? cell : `https://${cell}`;
  return URL.canParse(whole) && /^https?:/.test(whole) && whole.length <= 2000 ? value(whole) : wrong;
}

/** @returns amount in minor units and its currency */
export function parseMoney(cell: string, { currency: usual }: Pick<Wording, 'currency'>): ParsedField {
  const amount = parseAmount(cell);
  const currency = amount?.currency ?? usual;
  if (!amount || currency === null || !isCurrency(currency)) return wrong;
  return value({ amount: toMinorUnits(amount.value, currency), currency });
}

/** How a cell is compared with the options of a field. */
export const foldChoice = (text: string) => text.normalize('NFKC').trim().toLowerCase();

function parseChoice({ options }: OwnField, cell: string): ParsedField {
  const option = options.find(({ key, label }) => foldChoice(label) === foldChoice(cell) || key === cell);
  return option ? value(option.key) : { ok: false, code: 'choice_unknown' };
}

function parseChoices(field: OwnField, cell: string): ParsedField {
  const choices = splitTags(cell).map((one) => parseChoice(field, one));
  const keys = choices.flatMap((one) => (one.ok ? [one.value] : []));
  return keys.length === choices.length ? value([...new Set(keys)]) : { ok: false, code: 'choice_unknown' };
}
