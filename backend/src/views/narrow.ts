// Owns finding, through the indexes of texts, the few records that a filter on text can let through at all.
import type { ReadCtx } from '../http/context.ts';
import type { Field } from './field.ts';
import { type FieldSet, resources } from './fields/registry.ts';
import { type Condition, childrenOf, type FilterNode } from './filter.ts';
import type { Choice } from './select-records.ts';

/** More than this many are read in the order of the list instead. */
const most = 2000;

/** The index works with three letters or digits in a row. */
const indexed = /[\p{L}\p{N}]{3}/u;

/** Every record that passes is among these ids; undefined when there is no telling, or too many of them. */
export async function narrow(
  { tx }: Pick<ReadCtx, 'tx'>,
  { resource, filter }: Pick<Choice, 'resource' | 'filter'>,
  fields: FieldSet,
): Promise<string[] | undefined> {
  const [first] = required(filter.where).flatMap((condition) => wordOf(condition, fields) ?? []);
  if (first === undefined) return undefined;
  const { word, field } = first;
  const type = resources[resource].recordType;
  const asked = tx`(${field.ownText?.id ?? type}, ${word}, (select app.acting_organization()), ${most})`;
  const finder = field.ownText ? tx`app.own_text_ids` : field.isLongText ? tx`app.text_ids` : tx`app.heading_ids`;
  const [row] = await tx<{ ids: string[] | null }[]>`select ${finder}${asked} as ids`;
  return row?.ids ?? undefined;
}

/** The conditions that each record must meet. */
function required(node: FilterNode | null): Condition[] {
  if (node === null) return [];
  const group = childrenOf(node);
  if (!group) return 'field' in node ? [node] : [];
  return group.join === 'all' || group.nodes.length === 1 ? group.nodes.flatMap(required) : [];
}

/** The word that a condition looks for, and in which field, where an index of texts knows it. */
function wordOf({ field: key, op, value }: Condition, fields: FieldSet): { word: string; field: Field } | undefined {
  const held = op === 'contains' || op === 'starts_with' || op === 'is';
  const field = fields.get(key);
  const known = field?.inHeading || field?.isLongText || field?.ownText;
  return held && field && known && typeof value === 'string' && indexed.test(value)
    ? { word: value, field }
    : undefined;
}
