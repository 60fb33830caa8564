// Owns what is kept of taking people in whose addresses are at a company's new domains: how far it is, and the offers that take its parts
// back. It stands in the offer that undoes what gave the company its domains.
import { z } from 'zod';
import type { WriteCtx } from '../../http/context.ts';
import { parted } from '../../undo/parted.ts';

/** Fields of the payload of such an offer. */
export const takenIn = {
  ...parted,
  jobId: parted.jobId.default(null),
  parts: parted.parts.default([]),
  /** The new domains. */
  domains: z.array(z.string()).default([]),
  /** People up to this one were looked at. */
  last: z.uuid().default('00000000-0000-0000-0000-000000000000'),
  /** How many were taken in. */
  changed: z.number().int().default(0),
};
const Progress = z.object({ id: z.uuid(), ...takenIn });
/** `id` is the company's. */
export type Progress = z.infer<typeof Progress>;

const TakenIn = z.object(takenIn);
export type TakenIn = z.infer<typeof TakenIn>;
export const nobody: TakenIn = TakenIn.parse({});

/** Holds it; null when its offer has ended. */
export async function holdProgress({ tx, organizationId }: WriteCtx, offerId: string): Promise<Progress | null> {
  const [row] = await tx<{ payload: unknown }[]>`
    select payload from app.undo_offers where organization_id = ${organizationId} and id = ${offerId} for update`;
  return row ? Progress.parse(row.payload) : null;
}

export async function keepProgress(
  { tx, organizationId }: WriteCtx,
  offerId: string,
  progress: Partial<TakenIn>,
): Promise<void> {
  await tx`
    update app.undo_offers set payload = payload || ${JSON.stringify(progress)}::text::jsonb
    where organization_id = ${organizationId} and id = ${offerId}`;
}
