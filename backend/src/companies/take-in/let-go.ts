// Owns taking back that people were taken in. Whose employment somebody changed since stays.
import { z } from 'zod';
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { defineUndo, type RecordRef } from '../../undo/define-undo.ts';
import { refuseWhileRunning } from '../../undo/parted.ts';
import type { TakenIn } from './taken-in.ts';

const Payload = z.object({
  companyId: z.uuid(),
  made: z.array(z.object({ id: z.uuid(), contactId: z.uuid() })),
});

/** One part. */
export const undoTakeIn = defineUndo({
  permission: 'companies.write',
  payload: Payload,
  undo: async (ctx, { companyId, made }): Promise<RecordRef[]> => {
    const { tx, organizationId } = ctx;
    await tx`
      select from app.contacts where organization_id = ${organizationId}
        and id = any(${made.map(({ contactId }) => contactId)}::uuid[]) order by id for update`;
    const gone = await tx<{ contactId: string }[]>`
      delete from app.employments e
      where e.organization_id = ${organizationId} and e.id = any(${made.map(({ id }) => id)}::uuid[])
        and e.company_id = ${companyId} and e.version = 1
      returning e.contact_id as "contactId"`;
    await recordEvents(
      ctx,
      'contact.updated',
      gone.map(({ contactId }) => ({ subjectId: contactId, payload: { changed: ['companyName'] } })),
    );
    return gone.map(({ contactId }) => ({ type: 'contact', id: contactId }));
  },
});

/** All parts at once, before the company is as it was. @throws AppError `undo_conflict` while the job is at it. */
export async function letGo(ctx: WriteCtx, { jobId, parts }: TakenIn): Promise<RecordRef[]> {
  if (parts.length === 0 && jobId === null) return [];
  await refuseWhileRunning(ctx, { jobId });
  const offers = await ctx.tx<{ payload: unknown }[]>`
    select o.payload from app.undo_offers o
    where o.organization_id = ${ctx.organizationId} and o.id = any(${parts}::uuid[]) order by o.id desc for update`;
  const records: RecordRef[] = [];
  for (const { payload } of offers) records.push(...(await undoTakeIn.run(ctx, payload)));
  return records;
}
