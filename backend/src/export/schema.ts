// Owns the shape of exported JSON documents.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';

const Row = z.record(z.string(), z.unknown());

export const Exported = z
  .object({
    format: z.literal('kith-1'),
    exportedAt: Timestamp,
    organization: z.object({ id: Id, name: z.string() }),
    members: z.array(Row).optional().openapi({ description: 'In the full export.' }),
    leftOut: z.object({ interaction_texts: z.number().int() }).optional().openapi({
      description:
        'In the export of a person: how many texts of messages are not in it, because the colleagues who logged them keep them to themselves.',
    }),
    tables: z
      .record(z.string(), z.array(Row))
      .openapi({ description: 'Rows by table, with columns as they are stored.' }),
  })
  .openapi('Exported');
