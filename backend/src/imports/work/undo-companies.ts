// Owns undoing what an import did to companies.
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { markUndone } from './mark-undone.ts';
import { ownerBack } from './owner-back.ts';

/** What gets its old value, as on the wire. */
const givenBack = [
  'name',
  'domains',
  'description',
  'ownerId',
  'tags',
  'timeZone',
  'language',
  'source',
  'fields',
  'points',
];

interface Found {
  id: string;
  action: 'created' | 'updated';
  same: boolean;
  gone: boolean;
  used: boolean;
}

/** Undoes companies, and says of each whether it was left alone: people or deals may stand at it. */
export async function undoCompanies(ctx: WriteCtx, importId: string, ids: string[]): Promise<void> {
  const found = await hold(ctx, importId, ids);
  const free = found.filter(({ gone, same, used }) => !gone && same && !used);
  const idsOf = (action: Found['action']) => free.filter((one) => one.action === action).map(({ id }) => id);
  await deleteMade(ctx, idsOf('created'));
  await giveBack(ctx, importId, idsOf('updated'));
  await recordEvents(
    ctx,
    'company.deleted',
    idsOf('created').map((id) => ({ subjectId: id, payload: {} })),
  );
  await recordEvents(
    ctx,
    'company.updated',
    idsOf('updated').map((id) => ({ subjectId: id, payload: { changed: givenBack } })),
  );
  await markUndone(ctx, {
    importId,
    type: 'company',
    ids,
    left: found.map((one) => ({
      id: one.id,
      why: one.gone
        ? one.action === 'created'
          ? 'undone'
          : 'gone'
        : !one.same
          ? 'changed'
          : one.used
            ? 'in_use'
            : 'undone',
    })),
  });
}

async function hold({ tx, organizationId }: WriteCtx, importId: string, ids: string[]): Promise<Found[]> {
  await tx`
    select from app.companies where organization_id = ${organizationId} and id = any(${ids}::uuid[]) order by id for update`;
  return tx<Found[]>`
    select c.id, r.action, c.version = r.version_after as same, c.deleted_at is not null as gone,
      r.action = 'created' and (
        exists (select from app.contacts x
          where x.organization_id = c.organization_id and x.company_id = c.id and x.deleted_at is null)
        or exists (select from app.deals x
          where x.organization_id = c.organization_id and x.company_id = c.id and x.deleted_at is null)
        or exists (select from app.tasks x where x.organization_id = c.organization_id and x.company_id = c.id)
        or exists (select from app.notes x where x.organization_id = c.organization_id and x.company_id = c.id)
        or c.id in (select app.held_beyond('company', ${ids}::uuid[]))) as used
    from app.import_records r
    join app.companies c on c.organization_id = r.organization_id and c.id = r.record_id
    where r.organization_id = ${organizationId} and r.import_id = ${importId} and r.record_type = 'company'
      and r.record_id = any(${ids}::uuid[])`;
}

/** Their domains become free for the next import. */
async function deleteMade({ tx, organizationId, deps }: WriteCtx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    update app.companies set deleted_at = ${deps.now()}, domains = '{}'
    where organization_id = ${organizationId} and id = any(${ids}::uuid[]) and deleted_at is null`;
}

async function giveBack({ tx, organizationId, deps }: WriteCtx, importId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    delete from app.company_points p using app.import_records r
    where r.organization_id = ${organizationId} and r.import_id = ${importId} and r.record_type = 'company'
      and r.record_id = any(${ids}::uuid[]) and p.organization_id = r.organization_id and p.company_id = r.record_id
      and r.before -> 'points' ? (p.kind || ':' || p.normalized)`;
  await tx`
    update app.companies c
    set name = was.name, domains = was.domains, description = was.description, tags = was.tags,
      time_zone = was."timeZone", language = was.language, source = was.source, fields = was.fields,
      deleted_at = case when was.deleted then ${deps.now()}::timestamptz end,
      owner_id = ${ownerBack(tx)}
    from (
      select r.record_id, b.* from app.import_records r, lateral jsonb_to_record(r.before) as b ("name" text,
        "domains" text[], "description" text, "ownerId" uuid, "tags" text[], "timeZone" text, "language" text, "source" text,
        "fields" jsonb, "deleted" boolean)
      where r.organization_id = ${organizationId} and r.import_id = ${importId} and r.record_type = 'company'
        and r.record_id = any(${ids}::uuid[])) as was
    where c.organization_id = ${organizationId} and c.id = was.record_id`;
}
