// Owns undoing what an import did to people.
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { markUndone } from './mark-undone.ts';
import { ownerBack } from './owner-back.ts';

/** What gets its old value, as on the wire. */
const givenBack = ['name', 'title', 'companyName', 'notes', 'ownerId', 'tags', 'fields', 'points'];

interface Found {
  id: string;
  action: 'created' | 'updated';
  same: boolean;
  gone: boolean;
  used: boolean;
  deletedBefore: boolean;
}

/** Undoes people, and says of each whether it was left alone. */
export async function undoPeople(ctx: WriteCtx, importId: string, ids: string[]): Promise<void> {
  const found = await hold(ctx, importId, ids);
  const free = found.filter(({ gone, same, used }) => !gone && same && !used);
  const made = free.filter(({ action }) => action === 'created').map(({ id }) => id);
  const changed = free.filter(({ action }) => action === 'updated');
  await deleteMade(ctx, made);
  await giveBack(
    ctx,
    importId,
    changed.map(({ id }) => id),
  );
  const deleted = [...made, ...changed.filter(({ deletedBefore }) => deletedBefore).map(({ id }) => id)];
  const updated = changed.filter(({ deletedBefore }) => !deletedBefore);
  await recordEvents(
    ctx,
    'contact.deleted',
    deleted.map((id) => ({ subjectId: id, payload: {} })),
  );
  await recordEvents(
    ctx,
    'contact.updated',
    updated.map(({ id }) => ({ subjectId: id, payload: { changed: givenBack } })),
  );
  await markUndone(ctx, {
    importId,
    type: 'contact',
    ids,
    left: found.map((one) => ({
      id: one.id,
      why: one.gone ? undoneWhenGone(one) : !one.same ? 'changed' : one.used ? 'in_use' : 'undone',
    })),
  });
}

/** Somebody has deleted already what was made. */
const undoneWhenGone = ({ action }: Found) => (action === 'created' ? 'undone' : 'gone');

/** Whoever has messages, tasks, notes or a deal that the import did not bring was used since. */
async function hold({ tx, organizationId }: WriteCtx, importId: string, ids: string[]): Promise<Found[]> {
  await tx`
    select from app.contacts where organization_id = ${organizationId} and id = any(${ids}::uuid[]) order by id for update`;
  return tx<Found[]>`
    select c.id, r.action, c.version = r.version_after as same, c.deleted_at is not null as gone,
      coalesce((r.before ->> 'deleted')::boolean, false) as "deletedBefore",
      r.action = 'created' and (
        exists (select from app.interactions x where x.organization_id = c.organization_id and x.contact_id = c.id)
        or exists (select from app.deal_contacts x where x.organization_id = c.organization_id and x.contact_id = c.id)
        or exists (select from app.tasks x where x.organization_id = c.organization_id and x.contact_id = c.id)
        or exists (select from app.notes x where x.organization_id = c.organization_id and x.contact_id = c.id)
        or c.id in (select app.held_beyond('contact', ${ids}::uuid[]))) as used
    from app.import_records r
    join app.contacts c on c.organization_id = r.organization_id and c.id = r.record_id
    where r.organization_id = ${organizationId} and r.import_id = ${importId} and r.record_type = 'contact'
      and r.record_id = any(${ids}::uuid[])`;
}

/** Their contact points go for good, so that the corrected file can be imported without meeting deleted people. */
async function deleteMade({ tx, organizationId, deps }: WriteCtx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    update app.contacts set deleted_at = ${deps.now()}
    where organization_id = ${organizationId} and id = any(${ids}::uuid[]) and deleted_at is null`;
  await tx`delete from app.contact_points where organization_id = ${organizationId} and contact_id = any(${ids}::uuid[])`;
}

async function giveBack({ tx, organizationId, deps }: WriteCtx, importId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const before = tx`
    from app.import_records r, lateral jsonb_to_record(r.before) as b ("name" text, "title" text, "companyId" uuid,
      "notes" text, "ownerId" uuid, "tags" text[], "avatarUrl" text, "timeZone" text, "language" text, "source" text,
      "fields" jsonb, "deleted" boolean, "points" text[])
    where r.organization_id = ${organizationId} and r.import_id = ${importId} and r.record_type = 'contact'
      and r.record_id = any(${ids}::uuid[])`;
  await tx`
    delete from app.contact_points p using (select r.record_id, b.points ${before}) as was
    where p.organization_id = ${organizationId} and p.contact_id = was.record_id
      and p.kind || ':' || p.normalized = any(was.points)`;
  // A company or owner that is gone meanwhile is not given back.
  await tx`
    update app.contacts c
    set name = was.name, title = was.title, notes = was.notes, tags = was.tags, avatar_url = was."avatarUrl",
      time_zone = was."timeZone", language = was.language, source = was.source, fields = was.fields,
      company_id = (select f.id from app.companies f where f.organization_id = ${organizationId} and f.id = was."companyId"),
      owner_id = ${ownerBack(tx)},
      deleted_at = case when was.deleted then ${deps.now()}::timestamptz end
    from (select r.record_id, b.* ${before}) as was
    where c.organization_id = ${organizationId} and c.id = was.record_id`;
}
