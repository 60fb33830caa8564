// Owns a contact's cadence as a change finds it, and as its undo gives it back.
import { z } from 'zod';
import type { WriteCtx } from '../http/context.ts';
import { NewCadence } from './schema.ts';

export const HeldCadence = NewCadence.extend({
  id: z.uuid(),
  version: z.number().int(),
  countedFrom: z.string(),
  /** Since when a task has stood for it. */
  raisedAt: z.string().nullable(),
  setBy: z.uuid().nullable(),
});
export type HeldCadence = z.infer<typeof HeldCadence>;

/** What was changed: the cadence that there is afterwards, and the one before; null: none. */
export const CadenceChange = z.object({
  contactId: z.uuid(),
  after: HeldCadence.pick({ id: true, version: true }).nullable(),
  before: HeldCadence.nullable(),
});
export type CadenceChange = z.infer<typeof CadenceChange>;

/** Holds the cadence against other changes; null: none is set. */
export async function holdCadence({ tx, organizationId }: WriteCtx, contactId: string): Promise<HeldCadence | null> {
  const [row] = await tx<HeldCadence[]>`
    select id, version, every, unit, zone, to_json(counted_from) #>> '{}' as "countedFrom",
      to_json(raised_at) #>> '{}' as "raisedAt", set_by as "setBy"
    from app.contact_cadences where organization_id = ${organizationId} and contact_id = ${contactId} for update`;
  return row ?? null;
}
