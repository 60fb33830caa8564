// Owns the wire shapes of erasing a person.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';

export const EraseRequest = z
  .object({
    confirm: z.boolean().default(false).openapi({ description: 'Must be true: erasing cannot be undone.' }),
  })
  .openapi('EraseRequest');

export const Erased = z
  .object({
    contactId: Id,
    erasedAt: Timestamp,
    removed: z.record(z.string(), z.number().int()).openapi({
      description: 'How many rows held something of the person, by where: `contactPoints`, `interactions`, `notes`.',
    }),
  })
  .openapi('Erased');
export type Erased = z.infer<typeof Erased>;
