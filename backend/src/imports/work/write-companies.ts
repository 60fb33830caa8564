// Owns writing the companies of a batch: new ones in one statement, changed ones in one, and what they were before.
import { pointKey } from '../../contacts/points.ts';
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { keepRecords, type TouchedRecord } from './keep-records.ts';
import type { CompanyWork } from './plan-companies.ts';

interface Written {
  id: string;
  work: CompanyWork;
}

/** Writes companies and tells their ids to the plans of their rows. */
export async function writeCompanies(ctx: WriteCtx, importId: string, all: CompanyWork[]): Promise<void> {
  const works = all.filter(({ changed }) => changed);
  const fresh = await ctx.tx<{ id: string }[]>`
    select app.uuid_v7() as id from generate_series(1, ${works.filter(({ known }) => !known).length})`;
  const ids = fresh.map(({ id }) => id);
  const written = works.map((work): Written => ({ id: work.known?.id ?? ids.shift() ?? '', work }));
  for (const { id, work } of written) for (const plan of work.plans) plan.recordId = id;
  const made = written.filter(({ work }) => !work.known);
  const changed = written.filter(({ work }) => work.known);
  await insert(ctx, made);
  await update(ctx, changed);
  await addPoints(ctx, written);
  await keepRecords(ctx, importId, written.map(recordOf));
  const restored = changed.filter(({ work }) => work.restore);
  await recordEvents(
    ctx,
    'company.created',
    made.map(({ id }) => ({ subjectId: id, payload: {} })),
  );
  await recordEvents(
    ctx,
    'company.restored',
    restored.map(({ id }) => ({ subjectId: id, payload: {} })),
  );
  await recordEvents(
    ctx,
    'company.updated',
    changed.flatMap(({ id, work }) => {
      const fields = changedFields(work);
      return fields.length === 0 ? [] : [{ subjectId: id, payload: { changed: fields } }];
    }),
  );
}

const recordset = ({ tx }: Pick<WriteCtx, 'tx'>, written: Written[]) => tx`
  jsonb_to_recordset(${JSON.stringify(
    written.map(({ id, work: { after, restore } }) => ({
      ...after,
      id,
      owner_id: after.ownerId,
      time_zone: after.timeZone,
      restore,
    })),
  )}::text::jsonb) as r (id uuid, name text, domains text[], description text, owner_id uuid, tags text[], time_zone text,
    language text, source text, fields jsonb, restore boolean)`;

async function insert({ tx, organizationId, actor }: WriteCtx, written: Written[]): Promise<void> {
  if (written.length === 0) return;
  await tx`
    insert into app.companies (id, organization_id, name, domains, description, owner_id, tags, time_zone, language, source,
      fields, created_by)
    select r.id, ${organizationId}, r.name, r.domains, r.description, r.owner_id, r.tags, r.time_zone,
      r.language, r.source, r.fields, ${actor.userId}
    from ${recordset({ tx }, written)}`;
}

async function update({ tx, organizationId }: WriteCtx, written: Written[]): Promise<void> {
  if (written.length === 0) return;
  await tx`
    update app.companies c
    set name = r.name, domains = r.domains, description = r.description, owner_id = r.owner_id, tags = r.tags,
      time_zone = r.time_zone, language = r.language, source = r.source, fields = r.fields, deleted_at = case when r.restore then null else c.deleted_at end
    from ${recordset({ tx }, written)}
    where c.organization_id = ${organizationId} and c.id = r.id and c.id = any(${written.map(({ id }) => id)}::uuid[])`;
}

const freshPoints = ({ known, after }: CompanyWork) => {
  const has = new Set(known?.state.points.map(pointKey));
  return after.points.filter((point) => !has.has(pointKey(point)));
};

async function addPoints({ tx, organizationId }: WriteCtx, written: Written[]): Promise<void> {
  const points = written.flatMap(({ id, work }) => {
    const from = work.known?.state.points.length ?? 0;
    return freshPoints(work).map((point, at) => ({ ...point, company_id: id, position: from + at }));
  });
  if (points.length === 0) return;
  await tx`
    insert into app.company_points (organization_id, company_id, kind, value, normalized, position)
    select ${organizationId}, p.company_id, p.kind, p.value, p.normalized, p.position
    from jsonb_to_recordset(${JSON.stringify(points)}::text::jsonb)
      as p (company_id uuid, kind text, value text, normalized text, position int)`;
}

function recordOf({ id, work }: Written): TouchedRecord {
  const { known, row } = work;
  if (!known) return { type: 'company', id, row, before: null };
  const { points: _, ...before } = known.state;
  return {
    type: 'company',
    id,
    row,
    before: { ...before, deleted: known.deleted, points: freshPoints(work).map(pointKey) },
  };
}

/** Names as on the wire. */
function changedFields({ known, after }: CompanyWork): string[] {
  const before = new Map<string, unknown>(Object.entries(known?.state ?? {}));
  return Object.entries(after)
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before.get(field)))
    .map(([field]) => field);
}
