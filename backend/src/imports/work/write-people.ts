// Owns writing the people of a batch: new ones in one statement, changed ones in one, and what they were before.
import { employerDomains } from '../../contacts/employer.ts';
import { pointKey } from '../../contacts/points.ts';
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { keepRecords, type TouchedRecord } from './keep-records.ts';
import type { PersonState } from './person-state.ts';
import type { PersonWork } from './plan-people.ts';
import { type ResolvedCompanies, resolveCompanies } from './resolve-companies.ts';

interface Written {
  id: string;
  work: PersonWork;
  companyId: string | null;
}

/** Writes people and tells their ids to the plans of their rows. */
export async function writePeople(ctx: WriteCtx, importId: string, all: PersonWork[]): Promise<void> {
  const works = all.filter(({ changed }) => changed);
  const wanted = works.map(({ after }) => after.company).filter((company) => company !== null);
  const companies = await resolveCompanies(ctx, wanted);
  const fresh = await ctx.tx<{ id: string }[]>`
    select app.uuid_v7() as id from generate_series(1, ${works.filter(({ known }) => !known).length})`;
  const ids = fresh.map(({ id }) => id);
  const written = works.map((work): Written => {
    const companyId = work.after.company
      ? companies.idOf(work.after.company)
      : (work.after.companyId ?? madeEmployer(work, companies));
    return { id: work.known?.id ?? ids.shift() ?? '', work, companyId };
  });
  for (const { id, work } of written) for (const plan of work.plans) plan.recordId = id;
  await insertPeople(
    ctx,
    written.filter(({ work }) => !work.known),
  );
  await updatePeople(
    ctx,
    written.filter(({ work }) => work.known),
  );
  await addPoints(ctx, written);
  const withCompany = works.filter(({ after }) => after.company !== null);
  const firms = companies.made.map(
    ({ id, first }): TouchedRecord => ({ type: 'company', id, row: withCompany[first]?.row ?? 1, before: null }),
  );
  await keepRecords(ctx, importId, [...firms, ...written.map(recordOf)]);
  await tellEvents(ctx, written);
}

/** Somebody new whose row names no company, while another row of the batch has just made the one of that mail domain. */
const madeEmployer = ({ known, after }: PersonWork, companies: ResolvedCompanies) =>
  known ? null : companies.madeWith(employerDomains(after.points));

const columnsOf = ({ id, work: { after, restore }, companyId }: Written) => ({
  id,
  name: after.name,
  title: after.title,
  company_id: companyId,
  notes: after.notes,
  owner_id: after.ownerId,
  tags: after.tags,
  avatar_url: after.avatarUrl,
  time_zone: after.timeZone,
  language: after.language,
  source: after.source,
  fields: after.fields,
  restore,
});

async function insertPeople({ tx, organizationId, actor }: WriteCtx, written: Written[]): Promise<void> {
  if (written.length === 0) return;
  await tx`
    insert into app.contacts (id, organization_id, name, title, company_id, notes, owner_id, tags, avatar_url, time_zone,
      language, source, fields, created_by)
    select r.id, ${organizationId}, r.name, r.title, r.company_id, r.notes, r.owner_id, r.tags, r.avatar_url, r.time_zone,
      r.language, r.source, r.fields, ${actor.userId}
    from ${recordset({ tx }, written)}`;
}

async function updatePeople({ tx, organizationId }: WriteCtx, written: Written[]): Promise<void> {
  if (written.length === 0) return;
  await tx`
    update app.contacts c
    set name = r.name, title = r.title, company_id = r.company_id, notes = r.notes, owner_id = r.owner_id, tags = r.tags,
      avatar_url = r.avatar_url, time_zone = r.time_zone, language = r.language, source = r.source, fields = r.fields,
      deleted_at = case when r.restore then null else c.deleted_at end
    from ${recordset({ tx }, written)}
    where c.organization_id = ${organizationId} and c.id = r.id and c.id = any(${written.map(({ id }) => id)}::uuid[])`;
}

const recordset = ({ tx }: Pick<WriteCtx, 'tx'>, written: Written[]) => tx`
  jsonb_to_recordset(${JSON.stringify(written.map(columnsOf))}::text::jsonb) as r (id uuid, name text, title text,
    company_id uuid, notes text, owner_id uuid, tags text[], avatar_url text, time_zone text, language text, source text,
    fields jsonb, restore boolean)`;

/** Points that the person has not yet, behind those that they have. */
const freshPoints = ({ known, after }: PersonWork) => {
  const has = new Set(known?.state.points.map(pointKey));
  return after.points.filter((point) => !has.has(pointKey(point)));
};

async function addPoints({ tx, organizationId }: WriteCtx, written: Written[]): Promise<void> {
  const points = written.flatMap(({ id, work }) => {
    const from = work.known?.state.points.length ?? 0;
    return freshPoints(work).map((point, at) => ({ ...point, contact_id: id, position: from + at }));
  });
  if (points.length === 0) return;
  await tx`
    insert into app.contact_points (organization_id, contact_id, kind, value, normalized, position)
    select ${organizationId}, p.contact_id, p.kind, p.value, p.normalized, p.position
    from jsonb_to_recordset(${JSON.stringify(points)}::text::jsonb)
      as p (contact_id uuid, kind text, value text, normalized text, position int)`;
}

function recordOf({ id, work }: Written): TouchedRecord {
  const { known, row } = work;
  const before = known && { ...beforeOf(known.state), deleted: known.deleted, points: freshPoints(work).map(pointKey) };
  return { type: 'contact', id, row, before };
}

const beforeOf = ({ company: _, companyName: __, points: ___, ...columns }: PersonState) => columns;

async function tellEvents(ctx: WriteCtx, written: Written[]): Promise<void> {
  const known = written.filter(({ work }) => work.known);
  const subject = ({ id }: Written) => ({ subjectId: id, payload: {} });
  await recordEvents(ctx, 'contact.created', written.filter(({ work }) => !work.known).map(subject));
  await recordEvents(ctx, 'contact.restored', known.filter(({ work }) => work.restore).map(subject));
  const updated = known.flatMap(({ id, work }) => {
    const changed = changedFields(work);
    return changed.length === 0 ? [] : [{ subjectId: id, payload: { changed } }];
  });
  await recordEvents(ctx, 'contact.updated', updated);
}

/** Names as on the wire. */
function changedFields({ known, after }: PersonWork): string[] {
  if (!known) return [];
  const { company, companyId: _, ...rest } = after;
  const before = new Map<string, unknown>(Object.entries(known.state));
  const changed = Object.entries(rest)
    .filter(([field, value]) => field !== 'companyName' && JSON.stringify(value) !== JSON.stringify(before.get(field)))
    .map(([field]) => field);
  return company ? [...changed, 'companyName'] : changed;
}
