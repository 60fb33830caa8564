// Names the work of one kind of job, tied to the check of what it is told.
import type { z } from 'zod';
import type { JobDescription } from './catalogue.ts';
import type { JobCtx } from './job-ctx.ts';

/** What a job leaves behind for whoever reads it: small, as JSON. */
export type JobResult = object | null;

export interface JobRunner {
  description: JobDescription;
  /** Checks the input and runs. @throws ZodError */
  run(ctx: JobCtx, input: unknown): Promise<JobResult>;
}

/** Ties a description to its work. The work may run again from its beginning: it must not do twice what it did. */
export const runner = <Schema extends z.ZodType<object>>(
  description: JobDescription & { input: Schema },
  work: (ctx: JobCtx, input: z.output<Schema>) => Promise<JobResult>,
): JobRunner => ({
  description,
  run: async (ctx, input) => work(ctx, description.input.parse(input)),
});
