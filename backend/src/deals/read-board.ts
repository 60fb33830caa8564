// Owns reading a pipeline as a board, in one round trip where no filter says which deals stand on it.
import { readRawRow } from '../db/raw-row.ts';
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { ReadCtx, Reading } from '../http/context.ts';
import { type Cursor, decodeCursor } from '../http/cursor.ts';
import { noSuchPipeline, stageFields } from '../pipelines/pipeline-queries.ts';
import type { Sql } from '../views/field.ts';
import { type Chosen, type Condition, conditionOf } from '../views/select-records.ts';
import { dealItemFields, stageRef } from './deal-queries.ts';

interface WantedBoard {
  pipelineId: string;
  /** Deals a stage. */
  limit: number;
  /** Only this stage. */
  stageId?: string | undefined;
  /** Of that stage: its deals after these. */
  cursor?: string | undefined;
  /** Only the deals for which it holds, of the rows `r`. */
  condition?: Condition | undefined;
}

/**
 * Reads a live pipeline's stages with their first deals, counts and sums, as the bytes of their JSON.
 * @throws AppError `not_found`, `invalid_cursor`, or `invalid_input` for a cursor without its stage.
 */
export async function readBoard({ tx }: Reading, wanted: WantedBoard): Promise<Buffer<ArrayBuffer>> {
  const { pipelineId, limit, stageId, condition } = wanted;
  const part = { stageId, after: placeOf(wanted), holds: condition?.holds };
  const row = await readRawRow(tx`
    select (${boardJson(tx, limit, part)})::text as json from app.pipelines p
    where p.organization_id = (select app.acting_organization()) and p.id = ${pipelineId} and p.deleted_at is null`);
  const [json] = row ?? [];
  if (!json) throw noSuchPipeline();
  return json;
}

/** Reads the board of the deals that are meant. @throws AppError as `readBoard` and `conditionOf`. */
export async function readChosenBoard(
  ctx: ReadCtx,
  wanted: Omit<WantedBoard, 'condition'> & { chosen: Chosen },
): Promise<Buffer<ArrayBuffer>> {
  const condition = await conditionOf(ctx, 'deals', wanted.chosen);
  // The sums that triggers keep are of all deals, and a page that shows some must not tell of the others.
  const counted = condition ?? (isSegmented(ctx) ? { holds: ctx.tx`true` } : undefined);
  return readBoard(ctx, { ...wanted, condition: counted });
}

/** Whether the caller is a page that shows some records only. */
export const isSegmented = ({ actor }: Pick<ReadCtx, 'actor'>): boolean =>
  actor.kind === 'embed' && actor.claims.kith_embed?.segmented === true;

function placeOf({ stageId, cursor }: WantedBoard): Cursor | null {
  if (cursor === undefined) return null;
  if (stageId !== undefined) return decodeCursor(`deals-of-${stageId}`, cursor);
  const errors = [{ path: 'stageId', message: 'Name the stage that the cursor is of.' }];
  throw new AppError('invalid_input', 'A cursor needs its stage.', { errors });
}

/** What part of the board is wanted; all of it when nothing is said. */
interface Part {
  stageId?: string | undefined;
  after?: Cursor | null;
  holds?: Sql | undefined;
}

/** The board of the pipeline `p`, as one expression. */
const boardJson = (tx: Tx, limit: number, { stageId, after, holds }: Part = {}) => tx`
  json_build_object(
    'pipelineId', p.id, 'name', p.name, 'version', p.version,
    'stages', coalesce((
      select json_agg(json_build_object(${stageFields(tx)}, 'count', totals.count, 'sums', totals.sums,
        'deals', cards.deals,
        -- The cursor as http/cursor.ts reads it.
        'nextCursor', case when cards.more then translate(encode(convert_to(json_build_object(
          'of', 'deals-of-' || s.id, 'id', cards.last, 'rank', cards.rank)::text, 'UTF8'), 'base64'), E'+/=\\n', '-_') end)
        order by s.rank, s.id)
      from app.pipeline_stages s
      cross join lateral (
        select coalesce(sum(t.deals), 0) as count,
          coalesce(json_agg(json_build_object('currency', t.currency, 'amount', t.amount, 'count', t.deals)
            order by t.currency) filter (where t.currency <> '' and t.deals > 0), '[]'::json) as sums
        from (${holds ? countedTotals(tx, holds) : keptTotals(tx)}) t) totals
      cross join lateral (
        select coalesce(json_agg(json_build_object(${dealItemFields(tx, stageRef(tx))}) order by d.nth)
            filter (where d.nth <= ${limit}), '[]'::json) as deals,
          count(*) > ${limit} as more, (array_agg(d.id order by d.nth))[${limit}] as last,
          (array_agg(d.rank order by d.nth))[${limit}] as rank
        from (
          select r.*, row_number() over (order by r.rank) as nth from app.deals r
          where r.organization_id = s.organization_id and r.stage_id = s.id and r.deleted_at is null
            ${holds ? tx`and ${holds}` : tx``}
            ${after ? tx`and (r.rank, r.id) > (${after.rank ?? ''}, ${after.id}::uuid)` : tx``}
          order by r.rank limit ${limit + 1}) d) cards
      where s.organization_id = p.organization_id and s.pipeline_id = p.id and s.deleted_at is null
        ${stageId ? tx`and s.id = ${stageId}` : tx``}), '[]'::json))`;

/**
 * Counts and sums of the stage `s` as triggers keep them: the whole board reads nothing but its first deals. Whoever is narrowed
 * sees none of these, and theirs are counted.
 */
const keptTotals = (tx: Tx) => tx`
  select k.currency, k.amount, k.deals from app.stage_totals k where k.organization_id = s.organization_id and k.stage_id = s.id
  union all select * from (${countedTotals(tx, tx`coalesce(current_setting('kith.reach', true), '') <> ''`)}) own`;

/** The same of some of its deals, counted now. */
const countedTotals = (tx: Tx, holds: Sql) => tx`
  select coalesce(r.currency, '') as currency, sum(r.amount) as amount, count(*) as deals from app.deals r
  where r.organization_id = s.organization_id and r.stage_id = s.id and r.deleted_at is null and ${holds}
  group by coalesce(r.currency, '')`;
