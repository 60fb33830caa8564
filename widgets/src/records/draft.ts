// Owns the view as it stands on the screen, saved or not: pure changes to its filter, sort and columns.
import type { FilterCondition, FilterTree, View, ViewField } from '@kith/sdk';
import { usualCurrency } from './money-input.ts';

export type Resource = View['resource'];
export type Draft = Pick<View, 'filter' | 'sort' | 'columns' | 'form'>;
export interface Group {
  join: 'all' | 'any';
  nodes: FilterTree[];
}

export const emptyDraft: Draft = { filter: { version: 1, where: null }, sort: [], columns: [], form: 'sheet' };

export const draftOf = ({ filter, sort, columns, form }: View): Draft => ({ filter, sort, columns, form });

export const sameDraft = (one: Draft, other: Draft): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The group that a node is; null for a condition. */
export function groupOf(node: FilterTree | null): Group | null {
  if (node === null) return { join: 'all', nodes: [] };
  if ('all' in node) return { join: 'all', nodes: node.all };
  return 'any' in node ? { join: 'any', nodes: node.any } : null;
}

export const treeOf = ({ join, nodes }: Group): FilterTree => (join === 'all' ? { all: nodes } : { any: nodes });

/** The filter as a group, so that there is always one to add to. */
export const rootOf = ({ filter }: Draft): Group =>
  groupOf(filter.where) ?? { join: 'all', nodes: filter.where === null ? [] : [filter.where] };

export function withRoot(draft: Draft, root: Group): Draft {
  return { ...draft, filter: { version: 1, where: root.nodes.length > 0 ? treeOf(root) : null } };
}

export function conditionsIn(node: FilterTree | null): FilterCondition[] {
  const group = groupOf(node);
  if (group) return group.nodes.flatMap(conditionsIn);
  return node !== null && 'field' in node ? [node] : [];
}

/** What a new condition of a field begins with. */
export function newCondition(field: ViewField): FilterCondition {
  const op = field.operators[0] ?? 'is_filled';
  return { field: field.key, op, ...valueFor(field.type, op), ...currencyFor(field, op) };
}

/** The value that an operator starts with; none where something must be written first. */
export function valueFor(type: ViewField['type'], op: string): { value?: unknown } {
  if (op === 'is_empty' || op === 'is_filled') return {};
  if (op === 'in') return { value: 'this_week' };
  if (op.endsWith('_days')) return { value: 30 };
  if (type === 'boolean') return { value: true };
  return {};
}

/** Amounts are compared within one currency. @param before what it was, where there was one. */
export function currencyFor(field: ViewField, op: string, before?: string): { currency?: string } {
  const compared = field.type === 'money' && op !== 'is_empty' && op !== 'is_filled';
  return compared ? { currency: before ?? usualCurrency(field) } : {};
}

/** Whether the server can be asked about a condition, or something is still to be written. */
export function isWhole({ op, value }: FilterCondition): boolean {
  if (op === 'is_empty' || op === 'is_filled') return true;
  if (Array.isArray(value)) {
    return value.length > 0 && value.every((one) => one !== '' && one !== null) && (op !== 'between' || ordered(value));
  }
  return value !== undefined && value !== '' && value !== null;
}

const ordered = ([from, to]: unknown[]) => to !== undefined && String(from).length > 0 && !(Number(from) > Number(to));

/** The filter without what is not whole yet, or names a field that is not there. */
export function usable(node: FilterTree | null, known: ReadonlyMap<string, ViewField>): FilterTree | null {
  if (node === null) return null;
  const group = groupOf(node);
  if (!group) {
    const field = 'field' in node ? known.get(node.field) : undefined;
    return 'field' in node && field && isWhole(node) && hasCurrency(node, field) ? node : null;
  }
  const nodes = group.nodes.flatMap((child) => usable(child, known) ?? []);
  return nodes.length > 0 ? treeOf({ ...group, nodes }) : null;
}

const hasCurrency = ({ op, currency }: FilterCondition, field: ViewField) =>
  currency !== undefined || currencyFor(field, op).currency === undefined;

/** Ascending, descending, then as it was. */
export function nextSort(sort: Draft['sort'], field: string): Draft['sort'] {
  const [first] = sort;
  if (first?.field !== field) return [{ field, direction: 'asc' }];
  return first.direction === 'asc' ? [{ field, direction: 'desc' }] : [];
}
