// Owns what is kept while the level of logged messages changes: how far it is, and the offers that take its parts back.
import { z } from 'zod';
import type { WriteCtx } from '../http/context.ts';
import { Visibility } from '../interactions/schema.ts';
import { parted } from '../undo/parted.ts';

export const LevelProgress = z.object({
  ...parted,
  /** What everything becomes. */
  level: Visibility,
  /** The person's own level before. */
  before: Visibility,
  /** Messages before it are done. */
  after: z.uuid(),
  /** How many messages had another level. */
  total: z.number().int(),
  changed: z.number().int(),
});
export type LevelProgress = z.infer<typeof LevelProgress>;

/** Comes before every id. */
export const first = '00000000-0000-0000-0000-000000000000';

/** Holds it; null when its offer has ended. */
export async function holdLevel({ tx, organizationId }: WriteCtx, offerId: string): Promise<LevelProgress | null> {
  const [row] = await tx<{ payload: unknown }[]>`
    select payload from app.undo_offers where organization_id = ${organizationId} and id = ${offerId} for update`;
  return row ? LevelProgress.parse(row.payload) : null;
}

export async function keepLevel(
  { tx, organizationId }: WriteCtx,
  offerId: string,
  progress: LevelProgress,
): Promise<void> {
  await tx`
    update app.undo_offers set payload = ${JSON.stringify(progress)}::text::jsonb
    where organization_id = ${organizationId} and id = ${offerId}`;
}
