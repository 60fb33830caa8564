// Owns the wire shapes of keeping in touch.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { Zone } from '../tasks/wall-time.ts';
import { UndoToken } from '../undo/schema.ts';

const fields = {
  every: z.number().int().min(1).max(365),
  unit: z.enum(['day', 'week', 'month']),
  zone: Zone,
};

export const Cadence = z
  .object({
    contactId: Id,
    ...fields,
    countedFrom: Timestamp.openapi({
      description: 'The last interaction, else when it was set or the last task done.',
    }),
    dueAt: Timestamp.openapi({ description: 'When the time is over: nine in the morning of that day.' }),
    task: z.union([z.object({ id: Id }), z.null()]).openapi({ description: 'The open task that stands for it.' }),
    silent: z.boolean().openapi({ description: 'The contact must not be contacted, so no task is made.' }),
  })
  .openapi('Cadence');

export const NewCadence = z.object(fields).openapi('NewCadence');

export const CadenceAnswer = z
  .object({ cadence: z.union([Cadence, z.null()]) })
  .openapi('CadenceAnswer', { description: 'Null: none is set.' });

export const ChangedCadence = CadenceAnswer.extend({ undoToken: UndoToken }).openapi('ChangedCadence');

export type Cadence = z.infer<typeof Cadence>;
export type NewCadence = z.infer<typeof NewCadence>;
