// Owns letting search follow a renamed option, part by part, each in a transaction that also keeps how far it is: run again, it goes on.
import type { JobCtx } from '../jobs/job-ctx.ts';
import type { OptionJobInput } from './option-jobs.ts';

/** Records of one transaction. */
export const partSize = 500;

interface Part {
  /** By all parts until now. */
  renewed: number;
  ended: boolean;
}

/** The work of the job. */
export async function runOptionJob(ctx: JobCtx, { total }: OptionJobInput): Promise<{ renewed: number }> {
  for (;;) {
    ctx.signal.throwIfAborted();
    const [part] = await ctx.write(
      ({ tx }) =>
        tx<Part[]>`select p.renewed, p.ended from app.renew_search_of_options(${ctx.jobId}, ${partSize}) as p`,
    );
    if (!part) throw new Error('The part returned no row');
    const { renewed, ended } = part;
    ctx.progress(renewed, Math.max(total, renewed));
    if (ended) return { renewed };
  }
}
