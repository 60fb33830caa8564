// Owns undoing the deals of an import. An import only ever makes deals.
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { markUndone } from './mark-undone.ts';

interface Found {
  id: string;
  same: boolean;
  gone: boolean;
  used: boolean;
}

/** Deletes deals that nobody changed or used since, and says of each whether it was left alone. */
export async function undoDeals(ctx: WriteCtx, importId: string, ids: string[]): Promise<void> {
  const { tx, organizationId, deps } = ctx;
  const found = await hold(ctx, importId, ids);
  const free = found.filter(({ gone, same, used }) => !gone && same && !used).map(({ id }) => id);
  await tx`
    update app.deals set deleted_at = ${deps.now()} where organization_id = ${organizationId} and id = any(${free}::uuid[])`;
  // So that an undo of the people sees nothing of them.
  await tx`delete from app.deal_contacts where organization_id = ${organizationId} and deal_id = any(${free}::uuid[])`;
  await recordEvents(
    ctx,
    'deal.deleted',
    free.map((id) => ({ subjectId: id, payload: {} })),
  );
  await markUndone(ctx, {
    importId,
    type: 'deal',
    ids,
    left: found.map(({ id, gone, same, used }) => ({
      id,
      why: gone ? 'undone' : !same ? 'changed' : used ? 'in_use' : 'undone',
    })),
  });
}

async function hold({ tx, organizationId }: WriteCtx, importId: string, ids: string[]): Promise<Found[]> {
  await tx`
    select from app.deals where organization_id = ${organizationId} and id = any(${ids}::uuid[]) order by id for update`;
  return tx<Found[]>`
    select d.id, d.version = r.version_after as same, d.deleted_at is not null as gone,
      exists (select from app.tasks x where x.organization_id = d.organization_id and x.deal_id = d.id)
        or exists (select from app.notes x where x.organization_id = d.organization_id and x.deal_id = d.id) as used
    from app.import_records r
    join app.deals d on d.organization_id = r.organization_id and d.id = r.record_id
    where r.organization_id = ${organizationId} and r.import_id = ${importId} and r.record_type = 'deal'
      and r.record_id = any(${ids}::uuid[])`;
}
