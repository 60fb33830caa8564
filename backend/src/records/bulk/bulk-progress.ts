// Owns what is kept of a job that changes many records: how far it is, and the offers that take its parts back.
import { z } from 'zod';
import type { WriteCtx } from '../../http/context.ts';
import { parted } from '../../undo/parted.ts';

export const BulkProgress = z.object({
  ...parted,
  /** How many of the named records it has been at. */
  done: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  missing: z.number().int(),
});
export type BulkProgress = z.infer<typeof BulkProgress>;

export const nothingDone: BulkProgress = {
  jobId: null,
  undoJobId: null,
  done: 0,
  changed: 0,
  unchanged: 0,
  missing: 0,
  parts: [],
};

/** Holds it; null when its offer has ended. */
export async function holdProgress({ tx, organizationId }: WriteCtx, offerId: string): Promise<BulkProgress | null> {
  const [row] = await tx<{ payload: unknown }[]>`
    select payload from app.undo_offers where organization_id = ${organizationId} and id = ${offerId} for update`;
  return row ? BulkProgress.parse(row.payload) : null;
}

export async function keepProgress(
  { tx, organizationId }: WriteCtx,
  offerId: string,
  progress: BulkProgress,
): Promise<void> {
  await tx`
    update app.undo_offers set payload = ${JSON.stringify(progress)}::text::jsonb
    where organization_id = ${organizationId} and id = ${offerId}`;
}
