// Owns where a contact works and worked: the whole list in order. The first current employment is the contact's company and
// title, which the database keeps in step.
import { matchCompany } from '../companies/match-company.ts';
import { AppError, type FieldError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import type { NewEmployment } from './schema.ts';

export interface Employment {
  /** Of one that is there; null makes a new one. */
  id: string | null;
  companyId: string;
  title: string | null;
  from: string | null;
  to: string | null;
  current: boolean;
}

/**
 * Finds or makes the companies that the list names. Companies are held before contacts everywhere, and in one order.
 * @throws AppError `invalid_input` for a company that is not here.
 */
export async function matchEmployers(ctx: WriteCtx, list: NewEmployment[], today: string): Promise<Employment[]> {
  const names = [...new Set(list.flatMap(({ companyName }) => (companyName ? [companyName] : [])))].sort();
  const byName = new Map<string, string>();
  for (const name of names) byName.set(name, await matchCompany(ctx, { name }));
  await requireCompanies(ctx, list);
  return list.map(({ id, companyId, companyName, title, from, to, current }) => ({
    id: id ?? null,
    companyId: companyId ?? byName.get(companyName ?? '') ?? '',
    title: title || null,
    from: from ?? null,
    to: to ?? null,
    current: current ?? (to == null || to > today),
  }));
}

async function requireCompanies({ tx, organizationId }: WriteCtx, list: NewEmployment[]): Promise<void> {
  const wanted = list.flatMap(({ companyId }) => (companyId ? [companyId] : []));
  if (wanted.length === 0) return;
  const found = await tx<{ id: string }[]>`
    select id from app.companies
    where organization_id = ${organizationId} and id = any(${wanted}::uuid[]) and deleted_at is null`;
  const here = new Set(found.map(({ id }) => id));
  const errors: FieldError[] = list.flatMap(({ companyId }, index) =>
    companyId && !here.has(companyId.toLowerCase())
      ? [{ path: `employments.${index}.companyId`, message: 'There is no such company here.' }]
      : [],
  );
  if (errors.length > 0) throw new AppError('invalid_input', 'Some employments are not right.', { errors });
}

/** The contact's employments in order, without those at companies that were deleted, which nobody sees. */
export async function employmentsOf({ tx, organizationId }: WriteCtx, contactId: string): Promise<Employment[]> {
  const rows = await tx<Employment[]>`
    select e.id, e.company_id as "companyId", e.title, e.started_on::text as "from", e.ended_on::text as "to",
      e.is_current as current
    from app.employments e
    join app.companies f on f.organization_id = e.organization_id and f.id = e.company_id and f.deleted_at is null
    where e.organization_id = ${organizationId} and e.contact_id = ${contactId} order by e.position, e.id`;
  return [...rows];
}

/** Those wanted, if they differ from what is there. @throws AppError `invalid_input` for an id of another contact. */
export async function newEmployments(ctx: WriteCtx, contactId: string, wanted: Employment[]) {
  const there = await employmentsOf(ctx, contactId);
  const known = new Set(there.map(({ id }) => id));
  const errors = wanted.flatMap(({ id }, index) =>
    id !== null && !known.has(id)
      ? [{ path: `employments.${index}.id`, message: 'This contact has no such employment.' }]
      : [],
  );
  if (errors.length > 0) throw new AppError('invalid_input', 'Some employments are not right.', { errors });
  return JSON.stringify(there) === JSON.stringify(wanted) ? null : wanted;
}

/** Replaces the list in one statement, so that the contact follows once. */
export async function setEmployments(ctx: WriteCtx, contactId: string, list: Employment[]): Promise<void> {
  const { tx, organizationId } = ctx;
  await tx`
    with wanted as (
      select coalesce((row ->> 'id')::uuid, app.uuid_v7()) as id, (row ->> 'companyId')::uuid as company_id,
        row ->> 'title' as title, (row ->> 'from')::date as started_on, (row ->> 'to')::date as ended_on,
        (row ->> 'current')::boolean as is_current, nth::int - 1 as position
      from jsonb_array_elements(${JSON.stringify(list)}::text::jsonb) with ordinality as t (row, nth)),
    gone as (
      delete from app.employments e
      where e.organization_id = ${organizationId} and e.contact_id = ${contactId}
        and e.id not in (select id from wanted)
        and e.company_id in (
          select f.id from app.companies f where f.organization_id = ${organizationId} and f.deleted_at is null))
    insert into app.employments as e (id, organization_id, contact_id, company_id, title, started_on, ended_on, is_current,
      position)
    select id, ${organizationId}, ${contactId}, company_id, title, started_on, ended_on, is_current, position from wanted
    on conflict (id) do update set company_id = excluded.company_id, title = excluded.title,
      started_on = excluded.started_on, ended_on = excluded.ended_on, is_current = excluded.is_current,
      position = excluded.position
    where e.contact_id = excluded.contact_id and e.organization_id = excluded.organization_id`;
}
