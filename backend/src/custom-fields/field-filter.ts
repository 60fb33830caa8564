// Owns filtering records by their own fields in SQL. One round trip with the list: the database looks the field's type up.
import type { PendingQuery, Row } from 'postgres';
import type { Tx } from '../db/tenant.ts';

export const recordTypes = ['contact', 'company', 'deal'] as const;
export type RecordType = (typeof recordTypes)[number];

/**
 * `eq` any of the operands; `lt lte gt gte` of numbers, amounts (minor units and their currency: `100000 EUR`) and dates; `contains` of text, without case and
 * accents; `filled` takes no operand. Say "not" around the condition for the opposites.
 */
export const fieldRelations = ['eq', 'lt', 'lte', 'gt', 'gte', 'contains', 'filled'] as const;
export type FieldRelation = (typeof fieldRelations)[number];

export interface FieldCondition {
  recordType: RecordType;
  /** The field's key. One that is not there, or is archived, makes the query fail: `invalid_input`. */
  key: string;
  relation: FieldRelation;
  /** Options by key, people by id, days as `2026-12-24`. */
  operand: string | number | (string | number)[] | null;
}

/**
 * SQL that is true for records whose own field stands in the relation.
 * @param id the column of the record's id, as SQL: `tx`c.id``.
 */
export const fieldMatches = (
  tx: Tx,
  id: PendingQuery<Row[]>,
  { recordType, key, relation, operand }: FieldCondition,
) => tx`
  ${id} in (select app.field_matches(${recordType}, ${key}, ${relation}, ${JSON.stringify(operand)}::text::jsonb))`;
