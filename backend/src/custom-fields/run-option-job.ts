// Owns letting search follow a renamed option, part by part. Renewing a document twice is renewing it once: run again, it starts over.
import { z } from 'zod';
import type { WriteCtx } from '../http/context.ts';
import type { JobCtx } from '../jobs/job-ctx.ts';
import type { OptionJobInput } from './option-jobs.ts';

/** Records of one transaction. */
const partSize = 500;
const Part = z.object({ last: z.uuid(), count: z.number().int() }).nullable();

/** The work of the job. */
export async function runOptionJob(ctx: JobCtx, input: OptionJobInput): Promise<{ renewed: number }> {
  let after = '00000000-0000-0000-0000-000000000000';
  let renewed = 0;
  for (;;) {
    ctx.signal.throwIfAborted();
    const part = await ctx.write((write) => renewPart(write, input, after));
    if (!part) return { renewed };
    after = part.last;
    renewed += part.count;
    ctx.progress(renewed, Math.max(input.total, renewed));
  }
}

async function renewPart({ tx, organizationId }: WriteCtx, { fieldId, keys }: OptionJobInput, after: string) {
  const [row] = await tx<{ part: unknown }[]>`
    select app.renew_search_of_options(${organizationId}, ${fieldId}, ${keys}::text[], ${after}, ${partSize}) as part`;
  return Part.parse(row?.part ?? null);
}
