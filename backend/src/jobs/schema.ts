// Owns the wire shapes of jobs.
import { z } from '@hono/zod-openapi';
import { Id, PageQuery, Timestamp } from '../http/wire.ts';

export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

export const Job = z
  .object({
    id: Id,
    organizationId: Id,
    kind: z.string().openapi({ description: 'What it does: `import.run`.' }),
    state: JobState,
    done: z.number().int().openapi({ description: 'How much is done, in what the kind counts: rows.' }),
    total: z.number().int().nullable().openapi({ description: 'Of how much; null while that is not known.' }),
    result: z
      .union([z.record(z.string(), z.unknown()), z.null()])
      .openapi({ description: 'What it left behind; its shape is the kind’s.' }),
    error: z
      .union([z.object({ code: z.string(), message: z.string() }).openapi('JobError'), z.null()])
      .openapi({ description: 'Why it failed: a stable code and plain words.' }),
    startedBy: Id.nullable(),
    cancelRequestedAt: Timestamp.nullable(),
    createdAt: Timestamp,
    startedAt: Timestamp.nullable(),
    finishedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .openapi('Job');
export type Job = z.infer<typeof Job>;

export const JobQuery = PageQuery.extend({
  kind: z.string().max(100).optional(),
  state: JobState.optional(),
});
