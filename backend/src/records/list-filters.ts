// Owns what lists of people and companies are narrowed by alike: owner, tag and own fields.
import { z } from '@hono/zod-openapi';
import type { PendingQuery, Row } from 'postgres';
import { fieldMatches } from '../custom-fields/field-filter.ts';
import { FieldQuery } from '../custom-fields/field-query.ts';
import type { Tx } from '../db/tenant.ts';
import { Id, PageQuery } from '../http/wire.ts';
import { FieldSort, fieldSortWords, SortedCursor } from './field-sort.ts';

/** Query parameters of a list. */
export const RecordListQuery = PageQuery.extend({
  search: z.string().trim().max(200).optional().openapi({ description: 'Part of a name, company or contact point.' }),
  ownerId: z
    .union([Id, z.literal('none')])
    .optional()
    .openapi({ description: 'A member, or `none` for records without an owner.' }),
  tag: z.string().trim().min(1).max(60).optional(),
  field: FieldQuery.optional(),
  cursor: SortedCursor,
  sort: z
    .union([z.enum(['activity', 'name', 'created']), FieldSort])
    .optional()
    .openapi({
      description: `\`activity\`: the last interaction first, else the creation. \`name\`: A to Z. \`created\`: the newest first. ${fieldSortWords}`,
    }),
  deleted: z
    .enum(['true', 'false'])
    .default('false')
    .openapi({ description: '`true` lists deleted ones only, the latest first.' }),
});
export type RecordListQuery = z.infer<typeof RecordListQuery>;

/** Whether a list is asked for more than its order and page. */
export const isFiltered = (wanted: object): boolean =>
  Object.entries(wanted).some(
    ([name, value]) => !['limit', 'cursor', 'sort', 'deleted'].includes(name) && value !== undefined && value !== '',
  );

/** Conditions on the row `c`, each beginning with `and`. */
export function recordFilters(tx: Tx, type: 'contact' | 'company', wanted: RecordListQuery): PendingQuery<Row[]> {
  const { search, ownerId, tag, field } = wanted;
  return tx`
    ${search ? tx`and c.id in (select app.find_records(${type}, ${search}, (select app.acting_organization())))` : tx``}
    ${ownerId === undefined ? tx`` : ownerId === 'none' ? tx`and c.owner_id is null` : tx`and c.owner_id = ${ownerId}`}
    ${
      tag
        ? tx`and c.id in (
            select t.record_id from app.tag_uses t
            where t.organization_id = (select app.acting_organization()) and t.record_type = ${type}
              and t.folded = app.fold(${tag}))`
        : tx``
    }
    ${field ? tx`and ${fieldMatches(tx, tx`c.id`, { recordType: type, ...field })}` : tx``}`;
}

/** Whether records are listed that are not to be written to, only or not at all; beginning with `and`. */
export function toContact(tx: Tx, doNotContact: 'true' | 'false' | undefined): PendingQuery<Row[]> {
  if (doNotContact === undefined) return tx``;
  return doNotContact === 'true' ? tx`and c.do_not_contact` : tx`and not c.do_not_contact`;
}
