// Owns forgetting a logged interaction, its texts included.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';

/**
 * Forgets an interaction; doing it again changes nothing. The logger may, and who manages the organization.
 * @throws AppError `not_found` or `forbidden`.
 */
export async function forgetInteraction(ctx: WriteCtx, id: string): Promise<void> {
  const { tx, organizationId } = ctx;
  const [row] = await tx<{ contactId: string; forgotten: boolean; mayForget: boolean }[]>`
    select contact_id as "contactId", deleted_at is not null as forgotten,
      coalesce(logged_by = auth.uid(), false)
        or organization_id = any((select app.orgs_with('organization.manage'))::uuid[]) as "mayForget"
    from app.interactions where organization_id = ${organizationId} and id = ${id}`;
  if (!row) throw new AppError('not_found', 'There is no such interaction here.');
  if (row.forgotten) return;
  if (!row.mayForget) {
    throw new AppError('forbidden', 'Only the person who logged this, an admin or the owner can forget it.');
  }
  const done = await tx`
    update app.interactions set deleted_at = now()
    where organization_id = ${organizationId} and id = ${id} and deleted_at is null returning id`;
  if (done.length === 0) return;
  await recordEvent(ctx, 'interaction.forgotten', { subjectId: id, payload: { contactId: row.contactId } });
}
