// Owns the fields of a deal that are one line of text each: how they are told, and what a typed text means.
import type { CustomField, Deal, DealPatch } from '@kith/sdk';
import { amountText, readAmount } from '../kit/money.ts';
import type { DealKey } from './words.ts';

export type TextField = 'name' | 'amount' | 'expectedClose' | 'lostReason';

/** What stands in a field. */
export const textIn = (deal: Deal, field: TextField): string =>
  field === 'amount'
    ? deal.amount === null || deal.currency === null
      ? ''
      : amountText(deal.amount, deal.currency)
    : (deal[field] ?? '');

/** What a typed text changes; a phrase that says what is wrong with it. */
export function patchFor(field: TextField, text: string, currency: string): DealPatch | DealKey {
  const typed = text.trim();
  if (field === 'name') return typed === '' ? 'nameNeeded' : { name: typed };
  if (field === 'expectedClose') return { expectedClose: typed || null };
  if (field === 'lostReason') return { lostReason: typed || null };
  if (typed === '') return { amount: null, currency: null };
  const amount = readAmount(typed, currency);
  return amount === null ? 'badAmount' : { amount, currency };
}

/** Types of own fields that one line of text, a date or a choice holds. The others are shown. */
export const editableTypes = ['text', 'number', 'url', 'date', 'select'] as const;

/** What stands in an own field. */
export function ownText({ type, options }: CustomField, value: unknown): string {
  if (value === null || value === undefined) return '';
  const labelOf = (key: unknown) => options.find((option) => option.key === key)?.label ?? String(key);
  if (type === 'multi_select' && Array.isArray(value)) return value.map(labelOf).join(', ');
  if (type === 'money')
    return `${String(Reflect.get(Object(value), 'amount'))} ${String(Reflect.get(Object(value), 'currency'))}`;
  if (type === 'person') return String(Reflect.get(Object(value), 'id'));
  return String(value);
}

/** What a typed text changes in an own field; undefined when it is no value of its type. */
export function ownPatch({ key, type }: CustomField, text: string): DealPatch | undefined {
  const typed = text.trim();
  if (typed === '') return { fields: { [key]: null } };
  if (type !== 'number') return { fields: { [key]: typed } };
  const number = Number(typed.replace(',', '.'));
  return Number.isFinite(number) ? { fields: { [key]: number } } : undefined;
}
