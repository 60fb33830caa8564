// Owns which operators each type of field has, and what each needs to be given.
import { z } from 'zod';
import type { Field, FieldType } from './field.ts';
import type { Operator } from './filter.ts';

export const periods = [
  'today',
  'yesterday',
  'tomorrow',
  'last_week',
  'this_week',
  'next_week',
  'last_month',
  'this_month',
  'next_month',
  'last_quarter',
  'this_quarter',
  'next_quarter',
  'last_year',
  'this_year',
  'next_year',
] as const;
export type Period = (typeof periods)[number];

const none = ['is_empty', 'is_filled'] as const;
const days = ['on', 'before', 'after', 'between', 'in', 'past_days', 'next_days', 'older_than_days', ...none] as const;
const numbers = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', ...none] as const;

/** The operators of each type, in the order in which they are offered. */
export const operatorsOf: Record<FieldType, readonly Operator[]> = {
  text: ['contains', 'not_contains', 'is', 'is_not', 'starts_with', ...none],
  number: numbers,
  money: numbers,
  date: days,
  time: days,
  boolean: ['is'],
  choice: ['any_of', 'none_of', ...none],
  choices: ['any_of', 'all_of', 'none_of', ...none],
  ref: ['any_of', 'none_of', ...none],
};

const Text = z.string().trim().min(1, { message: 'Say what to look for.' }).max(500);
// What a double holds exactly, and no column overflows.
const Amount = z.number().min(-1e15).max(1e15);
const Day = z.iso.date().refine((day) => day >= '0001-01-01');
const Count = z.number().int().min(0).max(36_500);
const list = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(100);
const ordered = <T extends z.ZodType<string | number>>(item: T) =>
  z.tuple([item, item]).refine(([from, to]) => from !== undefined && to !== undefined && from <= to, {
    message: 'The first must not be after the second.',
  });

const refs = { member: z.union([z.uuid(), z.literal('me')]) };

/** The shape of what an operator of a field is given; undefined where nothing is. */
export function valueShape(field: Field, op: Operator): z.ZodType | undefined {
  if (op === 'is_empty' || op === 'is_filled') return undefined;
  if (op === 'in') return z.enum(periods);
  if (op === 'past_days' || op === 'next_days' || op === 'older_than_days') return Count;
  if (field.type === 'boolean') return z.boolean();
  if (op === 'between') return ordered(field.type === 'date' || field.type === 'time' ? Day : Amount);
  if (field.type === 'text') return Text;
  if (field.type === 'number' || field.type === 'money') return Amount;
  if (field.type === 'date' || field.type === 'time') return Day;
  if (field.type === 'ref') return list(field.of === 'member' ? refs.member : z.uuid());
  return list(Text);
}
