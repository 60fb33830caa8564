// Owns writing the deals of a batch, at the top of their stages, the first row uppermost.
import { lockStages } from '../../deals/stage-place.ts';
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { ranksBetween } from '../../pipelines/ranks.ts';
import { keepRecords } from './keep-records.ts';
import type { DealWork } from './plan-deals.ts';
import { resolveCompanies } from './resolve-companies.ts';

interface Written {
  id: string;
  work: DealWork;
  companyId: string | null;
  rank: string;
}

/** Writes new deals with their contacts, and tells their ids to the plans of their rows. */
export async function writeDeals(ctx: WriteCtx, importId: string, all: DealWork[]): Promise<void> {
  const works = all.filter(({ known }) => !known);
  if (works.length === 0) return;
  const firmOf = ({ after: { texts, domain } }: DealWork) => ({ name: texts.companyName ?? null, domain });
  const withFirm = works.filter(({ after }) => after.texts.companyName);
  const firms = await resolveCompanies(ctx, withFirm.map(firmOf));
  const stageIds = [...new Set(works.map(({ after }) => after.stageId))];
  await lockStages(ctx, stageIds);
  const ranks = await topRanks(ctx, works);
  const ids = await ctx.tx<{ id: string }[]>`select app.uuid_v7() as id from generate_series(1, ${works.length})`;
  const written = works.map((work, at): Written => {
    const companyId = work.after.texts.companyName ? firms.idOf(firmOf(work)) : null;
    return { id: ids[at]?.id ?? '', work, companyId, rank: ranks.get(work.after.stageId)?.shift() ?? '' };
  });
  for (const { id, work } of written) for (const plan of work.plans) plan.recordId = id;
  await insert(ctx, written);
  await joinContacts(ctx, written);
  await keepRecords(ctx, importId, [
    ...firms.made.map(({ id, first }) => ({
      type: 'company' as const,
      id,
      row: withFirm[first]?.row ?? 1,
      before: null,
    })),
    ...written.map(({ id, work }) => ({ type: 'deal' as const, id, row: work.row, before: null })),
  ]);
  await recordEvents(
    ctx,
    'deal.created',
    written.map(({ id }) => ({ subjectId: id, payload: {} })),
  );
}

/** Ranks above everything in each stage. Deleted deals keep their places, and so count. */
async function topRanks({ tx }: WriteCtx, works: DealWork[]): Promise<Map<string, string[]>> {
  const counts = new Map<string, number>();
  for (const { after } of works) counts.set(after.stageId, (counts.get(after.stageId) ?? 0) + 1);
  const tops = await tx<{ stageId: string; rank: string }[]>`
    select id as "stageId", rank from unnest(${[...counts.keys()]}::uuid[]) as s (id)
    cross join lateral app.next_rank(s.id, null, null, false) as rank where rank is not null`;
  const top = new Map(tops.map(({ stageId, rank }) => [stageId, rank]));
  return new Map([...counts].map(([stageId, count]) => [stageId, ranksBetween(null, top.get(stageId) ?? null, count)]));
}

async function insert({ tx, organizationId, actor }: WriteCtx, written: Written[]): Promise<void> {
  const rows = written.map(({ id, companyId, rank, work: { after } }) => ({
    id,
    name: after.texts.dealName,
    pipeline_id: after.pipelineId,
    stage_id: after.stageId,
    rank,
    amount: after.amount,
    currency: after.currency,
    expected_close: after.expectedClose,
    company_id: companyId,
    owner_id: after.ownerId ?? actor.userId,
    notes: after.notes || null,
    tags: after.tags,
    fields: after.fields,
  }));
  await tx`
    insert into app.deals (id, organization_id, name, pipeline_id, stage_id, rank, amount, currency, expected_close,
      company_id, owner_id, notes, tags, fields, created_by)
    select r.id, ${organizationId}, r.name, r.pipeline_id, r.stage_id, r.rank, r.amount, r.currency, r.expected_close,
      r.company_id, r.owner_id, r.notes, r.tags, r.fields, ${actor.userId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (id uuid, name text, pipeline_id uuid, stage_id uuid,
      rank text, amount bigint, currency text, expected_close date, company_id uuid, owner_id uuid, notes text, tags text[],
      fields jsonb)`;
}

/** Who is here by one of the addresses belongs to the deal; nobody is made. */
async function joinContacts({ tx, organizationId }: WriteCtx, written: Written[]): Promise<void> {
  const points = written.flatMap(({ id, work }) =>
    work.after.points.map(({ kind, normalized }) => ({ id, kind, normalized })),
  );
  if (points.length === 0) return;
  await tx`
    insert into app.deal_contacts (organization_id, deal_id, contact_id, position)
    select ${organizationId}, w.id, c.id, (row_number() over (partition by w.id order by min(w.place)) - 1)::int
    from jsonb_to_recordset(${JSON.stringify(points.map((point, place) => ({ ...point, place })))}::text::jsonb)
      as w (id uuid, kind text, normalized text, place int)
    join app.contact_points p on p.organization_id = ${organizationId} and p.kind = w.kind and p.normalized = w.normalized
    join app.contacts c on c.organization_id = p.organization_id and c.id = p.contact_id and c.deleted_at is null
    group by w.id, c.id`;
}
