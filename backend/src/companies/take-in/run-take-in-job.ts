// Owns taking many people in part by part, each in a transaction that also keeps how far it is: run again, it goes on.
import { AppError } from '../../errors.ts';
import type { WriteCtx } from '../../http/context.ts';
import type { JobCtx } from '../../jobs/job-ctx.ts';
import { keepPart, takePart } from './take-part.ts';
import { holdProgress, type Progress } from './taken-in.ts';

const tenMinutes = 600_000;

/** The work of the job. It ends early when the company lost the domains or was deleted meanwhile. */
export async function runTakeInJob(ctx: JobCtx, { offerId }: { offerId: string }): Promise<{ people: number }> {
  for (;;) {
    ctx.signal.throwIfAborted();
    const { changed, ended } = await ctx.write((write) => step(write, offerId));
    ctx.progress(changed);
    if (ended) return { people: changed };
  }
}

async function step(ctx: WriteCtx, offerId: string): Promise<{ changed: number; ended: boolean }> {
  const before = await holdProgress(ctx, offerId);
  if (!before) throw new AppError('undo_expired', 'This waited for more than a day and was not begun. Start it again.');
  const domains = await stillTelling(ctx, before);
  const part = domains.length === 0 ? null : await takePart(ctx, { ...before, domains });
  const { changed, parts } = part ? await keepPart(ctx, offerId, before, part) : before;
  const ended = part === null || part.ended;
  if (ended) await end(ctx, [...parts, offerId]);
  return { changed, ended };
}

/** The domains that the company still has, if it is still there. */
async function stillTelling({ tx, organizationId }: WriteCtx, { id, domains }: Progress): Promise<string[]> {
  const rows = await tx<{ domain: string }[]>`
    select d.domain from app.company_domains d
    join app.companies c on c.organization_id = d.organization_id and c.id = d.company_id and c.deleted_at is null
    where d.organization_id = ${organizationId} and d.company_id = ${id} and d.domain = any(${domains}::text[])`;
  return rows.map(({ domain }) => domain);
}

/** From now on it can be taken back for ten minutes. */
async function end({ tx, deps, organizationId }: WriteCtx, offers: string[]): Promise<void> {
  await tx`
    update app.undo_offers set expires_at = ${new Date(deps.now().getTime() + tenMinutes)}
    where organization_id = ${organizationId} and id = any(${offers}::uuid[])`;
}
