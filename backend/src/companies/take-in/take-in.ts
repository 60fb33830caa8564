// Owns taking people in when a company gets domains: a few at once, many in a job.
import type { StoredJson } from '../../http/answer.ts';
import type { WriteCtx } from '../../http/context.ts';
import { startJob } from '../../jobs/start-job.ts';
import { offerOf } from '../../undo/offer-of.ts';
import { withUndo } from '../../undo/offer-undo.ts';
import { isPublicMail } from '../public-mail.ts';
import { keepPart, takePart } from './take-part.ts';
import { keepProgress, nobody } from './taken-in.ts';

export interface TookIn {
  /** How many people are at the company now who were nowhere before. */
  people: number;
  /** The job that goes on with the others. */
  jobId: string | null;
}

export const tookNobody: TookIn = { people: 0, jobId: null };

/** Long enough for the job to wait and to run; ten minutes from its end on. */
const day = 24 * 3_600_000;

/**
 * Employs those without an employer whose addresses are at the new domains, as far as the caller may change them. The offer of the token
 * takes it back with what gave the company its domains. Where no job can be started, as by a key, the first ones are taken in.
 */
export async function takeIn(
  ctx: WriteCtx,
  undoToken: string,
  { id, domains }: { id: string; domains: string[] },
): Promise<TookIn> {
  const telling = domains.filter((domain) => !isPublicMail(domain));
  if (telling.length === 0) return tookNobody;
  const before = { ...nobody, id, domains: telling };
  const part = await takePart(ctx, before);
  if (part.made.length === 0 && part.ended) return tookNobody;
  const offerId = await offerOf(ctx, undoToken);
  const jobId = part.ended || !(await mayStartJobs(ctx)) ? null : await startJob(ctx, 'company.take_in', { offerId });
  if (jobId !== null) await holdForJob(ctx, offerId, jobId);
  const { changed } = await keepPart(ctx, offerId, before, part);
  return { people: changed, jobId };
}

async function mayStartJobs({ tx, actor, organizationId }: WriteCtx): Promise<boolean> {
  if (actor.kind !== 'user') return false;
  const rows = await tx`select where ${organizationId} = any(app.orgs_with('jobs.write'))`;
  return rows.length > 0;
}

async function holdForJob(ctx: WriteCtx, offerId: string, jobId: string): Promise<void> {
  const { tx, deps, organizationId } = ctx;
  await tx`
    update app.undo_offers set expires_at = ${new Date(deps.now().getTime() + day)}
    where organization_id = ${organizationId} and id = ${offerId}`;
  await keepProgress(ctx, offerId, { jobId });
}

/** Adds the token and whom it took in to a company's JSON. */
export function withTaken(company: StoredJson, undoToken: string | null, tookIn: TookIn): StoredJson {
  const { json, version } = withUndo(company, undoToken);
  return { json: `${json.slice(0, -1)},"tookIn":${JSON.stringify(tookIn)}}`, version };
}
