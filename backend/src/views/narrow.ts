// Owns finding, through the indexes of texts, the few records that a filter on text can let through at all.
import type { ReadCtx } from '../http/context.ts';
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
  const asked = tx`(${resources[resource].recordType}, ${first.word}, (select app.acting_organization()), ${most})`;
  const [row] = await tx<{ ids: string[] | null }[]>`
    select ${first.long ? tx`app.text_ids${asked}` : tx`app.heading_ids${asked}`} as ids`;
  return row?.ids ?? undefined;
}

/** The conditions that each record must meet. */
function required(node: FilterNode | null): Condition[] {
  if (node === null) return [];
  const group = childrenOf(node);
  if (!group) return 'field' in node ? [node] : [];
  return group.join === 'all' || group.nodes.length === 1 ? group.nodes.flatMap(required) : [];
}

/** The word that a condition looks for, and whether in a long text rather than in the heading. */
function wordOf({ field, op, value }: Condition, fields: FieldSet): { word: string; long: boolean } | undefined {
  const held = op === 'contains' || op === 'starts_with' || op === 'is';
  const { inHeading = false, isLongText: long = false } = fields.get(field) ?? {};
  const known = held && (inHeading || long) && typeof value === 'string' && indexed.test(value);
  return known ? { word: value, long } : undefined;
}
