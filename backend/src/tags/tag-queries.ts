// Owns how tags are read.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';

/** Arguments of json_build_object for the row `t`. */
const tagFields = (tx: Tx) => tx`
  'id', t.id, 'name', t.name, 'hue', t.hue, 'version', t.version,
  'uses', (
    select json_build_object('contacts', count(*) filter (where u.record_type = 'contact'),
      'companies', count(*) filter (where u.record_type = 'company'),
      'deals', count(*) filter (where u.record_type = 'deal'))
    from app.tag_uses u where u.organization_id = t.organization_id and u.folded = t.folded
      and u.record_type in ('contact', 'company', 'deal'))`;

export const noSuchTag = () => new AppError('not_found', 'There is no such tag here.');

/** @throws AppError `not_found`. */
export async function getTag({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${tagFields(tx)})::text as json, t.version
    from app.tags t where t.organization_id = (select app.acting_organization()) and t.id = ${id}`;
  if (!row) throw noSuchTag();
  return row;
}

interface Wanted {
  limit: number;
  cursor?: string | undefined;
  search?: string | undefined;
}

/** Lists one page by name, as JSON text. The cursor names the last tag; its place is looked up again. */
export async function listTags({ tx }: ReadCtx, { limit, cursor, search }: Wanted): Promise<string> {
  const after = decodeCursor('tags', cursor);
  const order = tx`t.folded collate "C", t.id`;
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as (
      select t.*, row_number() over (order by ${order}) as nth from app.tags t
      where t.organization_id = (select app.acting_organization())
        ${search ? tx`and position(app.fold(${search}) in t.folded) > 0` : tx``}
        ${
          after
            ? tx`and (t.folded collate "C", t.id) > (
                select l.folded collate "C", l.id from app.tags l
                where l.organization_id = (select app.acting_organization()) and l.id = ${after.id}::uuid)`
            : tx``
        }
      order by ${order} limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${tagFields(tx)}) order by t.nth) filter (where t.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(t.id order by t.nth))[${limit}] as id
    from found t`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'tags', id: page.id } : null);
}

export interface HeldTag {
  name: string;
  folded: string;
  hue: number | null;
  version: number;
  /** As text, to the microsecond. */
  createdAt: string;
}

/** Holds a tag against other changes. @throws AppError `not_found`. */
export async function holdTag({ tx, organizationId }: WriteCtx, id: string): Promise<HeldTag> {
  const [row] = await tx<HeldTag[]>`
    select name, folded, hue, version, created_at::text as "createdAt" from app.tags
    where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchTag();
  return row;
}
