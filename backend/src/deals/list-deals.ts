// Owns listing deals: the newest first, or one stage in the order of its board.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { fieldOrder } from '../records/field-order.ts';
import type { FieldSort } from '../records/field-sort.ts';
import { isFiltered } from '../records/list-filters.ts';
import { dealItemFields, stageChangeFields } from './deal-queries.ts';

interface WantedDeals {
  limit: number;
  cursor?: string | undefined;
  search?: string | undefined;
  pipelineId?: string | undefined;
  stageId?: string | undefined;
  ownerId?: string | undefined;
  companyId?: string | undefined;
  contactId?: string | undefined;
  stageKind?: 'open' | 'won' | 'lost' | undefined;
  sort: 'newest' | 'rank' | FieldSort;
  deleted: 'true' | 'false';
}

/** The list that a stage's cursor belongs to. The board writes such cursors too. */
const stageList = (stageId: string) => `deals-of-${stageId}`;

/** Lists one page, as JSON text. @throws AppError `invalid_cursor`, or `invalid_input` for an order of several stages. */
export async function listDeals({ tx }: ReadCtx, wanted: WantedDeals): Promise<string> {
  const { limit, stageId, sort } = wanted;
  if (typeof sort === 'object') return listByField(tx, wanted, sort);
  const ranked = sort === 'rank';
  if (ranked && stageId === undefined) {
    const errors = [{ path: 'stageId', message: 'Name the stage; ranks sort the deals of one.' }];
    throw new AppError('invalid_input', 'The order needs a stage.', { errors });
  }
  const list = ranked && stageId !== undefined ? stageList(stageId) : 'deals';
  const after = decodeCursor(list, wanted.cursor);
  const order = ranked ? tx`d.rank, d.id` : tx`d.id desc`;
  const next = ranked
    ? tx`and (d.rank, d.id) > (${after?.rank ?? ''}, ${after?.id ?? null}::uuid)`
    : tx`and d.id < ${after?.id ?? null}::uuid`;
  const [page] = await tx<{ items: string; more: boolean; id: string; rank: string }[]>`
    with found as (
      select d.*, row_number() over (order by ${order}) as nth from app.deals d
      where ${matching(tx, wanted)} ${after ? next : tx``}
      order by ${order} limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${dealItemFields(tx)}) order by d.nth) filter (where d.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(d.id order by d.nth))[${limit}] as id,
      (array_agg(d.rank order by d.nth))[${limit}] as rank
    from found d`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: list, id: page.id, ...(ranked ? { rank: page.rank } : {}) } : null);
}

/** Sorted by an own field. */
async function listByField(tx: Tx, wanted: WantedDeals, sort: FieldSort): Promise<string> {
  const { limit, cursor } = wanted;
  const holds = matching(tx, wanted);
  const order = fieldOrder(tx, {
    table: 'deals',
    type: 'deal',
    sort,
    limit,
    cursor,
    row: tx`d`,
    holds,
    filtered: isFiltered(wanted),
  });
  const [, [page]] = await Promise.all([
    order.prepare(),
    tx<{ items: string; more: boolean; id: string; at: string | null; fieldType: string | null }[]>`
    with found as (${order.found})
    select
      coalesce(json_agg(json_build_object(${dealItemFields(tx)}) order by d.nth) filter (where d.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(d.id order by d.nth))[${limit}] as id,
      (array_agg(d.place order by d.nth))[${limit}] as at, ${order.fieldType} as "fieldType"
    from found d`,
  ]);
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, order.next(page));
}

const matching = (
  tx: Tx,
  { search, pipelineId, stageId, ownerId, companyId, contactId, stageKind, deleted }: WantedDeals,
) => tx`
  d.organization_id = (select app.acting_organization())
  and d.deleted_at ${deleted === 'true' ? tx`is not null` : tx`is null`}
  ${search ? tx`and d.id in (select app.find_records('deal', ${search}, (select app.acting_organization())))` : tx``}
  ${pipelineId ? tx`and d.pipeline_id = ${pipelineId}` : tx``}
  ${stageId ? tx`and d.stage_id = ${stageId}` : tx``}
  ${ownerId ? tx`and d.owner_id = ${ownerId}` : tx``}
  ${companyId ? tx`and d.company_id = ${companyId}` : tx``}
  ${
    contactId
      ? tx`and d.id in (
          select dc.deal_id from app.deal_contacts dc
          where dc.organization_id = (select app.acting_organization()) and dc.contact_id = ${contactId})`
      : tx``
  }
  ${
    stageKind
      ? tx`and exists (
          select from app.pipeline_stages s
          where s.organization_id = d.organization_id and s.id = d.stage_id and s.kind = ${stageKind})`
      : tx``
  }`;

interface WantedHistory {
  dealId: string;
  limit: number;
  cursor?: string | undefined;
}

/** Lists where a deal stood, the latest change first, as JSON text. The caller has checked that the deal is there. */
export async function listStageChanges({ tx }: ReadCtx, { dealId, limit, cursor }: WantedHistory): Promise<string> {
  const after = decodeCursor('stage-changes', cursor);
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as (
      select h.*, row_number() over (order by h.id desc) as nth from app.deal_stage_changes h
      where h.organization_id = (select app.acting_organization()) and h.deal_id = ${dealId}
        ${after ? tx`and h.id < ${after.id}::uuid` : tx``}
      order by h.id desc limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${stageChangeFields(tx)}) order by h.nth) filter (where h.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(h.id order by h.nth))[${limit}] as id
    from found h`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'stage-changes', id: page.id } : null);
}
