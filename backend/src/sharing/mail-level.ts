// Owns a person's own level: what colleagues see of the messages that they log.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import { startJob } from '../jobs/start-job.ts';
import { offerOf } from '../undo/offer-of.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { first, keepLevel, type LevelProgress } from './level-progress.ts';
import { MailSharing as Level, type NewMailSharing } from './schema.ts';
import { partSize, sharePart } from './share-part.ts';

/** A job may wait so long, in milliseconds. */
const day = 24 * 3_600_000;

/** JSON text of the caller's level. */
export async function getMailSharing({ tx, actor }: ReadCtx): Promise<string> {
  const [row] = await tx<{ json: string }[]>`
    select json_build_object('level', l.level, 'others', (
      select count(*)::int from app.interactions i
      where i.organization_id = (select app.acting_organization()) and i.logged_by = ${actor.userId}
        and i.visibility <> l.level and i.deleted_at is null and i.expired_at is null))::text as json
    from (select coalesce((
      select s.level from app.mail_sharing s
      where s.organization_id = (select app.acting_organization()) and s.user_id = ${actor.userId}), 'subject') as level) l`;
  if (!row) throw new Error('The query returned no row');
  return row.json;
}

/**
 * Sets the caller's level; `applyToLogged` also for what they logged so far: at once where that is little, else in a job.
 * Answers JSON text.
 */
export async function setMailSharing(ctx: WriteCtx, { level, applyToLogged }: NewMailSharing): Promise<string> {
  const { tx, organizationId, actor } = ctx;
  if (actor.userId === null) throw new AppError('forbidden', 'Only people share their messages.');
  if (applyToLogged) await refuseMeanwhile(ctx);
  const { level: before } = Level.parse(JSON.parse(await getMailSharing(ctx)));
  const [set] = await tx<{ id: string }[]>`
    insert into app.mail_sharing as s (organization_id, user_id, level) values (${organizationId}, ${actor.userId}, ${level})
    on conflict (organization_id, user_id) do update set level = excluded.level where s.level <> excluded.level
    returning s.id`;
  const now = await getMailSharing(ctx);
  const total = applyToLogged ? Level.parse(JSON.parse(now)).others : 0;
  if (level === before && total === 0) return told(now, null, null);
  const nobody = { jobId: null, undoJobId: null, parts: [] };
  const progress: LevelProgress = { ...nobody, level, before, after: first, total, changed: 0 };
  const undoToken = await offerUndo(ctx, 'mail_level.set', progress, total > partSize ? day : undefined);
  const offerId = await offerOf(ctx, undoToken);
  const jobId = total > partSize ? await startJob(ctx, 'mail.level', { offerId }) : null;
  if (jobId !== null) await keepLevel(ctx, offerId, { ...progress, jobId });
  const { changed } = jobId === null && total > 0 ? await sharePart(ctx, offerId, progress) : progress;
  if (set || changed > 0) {
    await recordEvent(ctx, 'mail_sharing.updated', { subjectId: actor.userId, payload: { level, messages: changed } });
  }
  return told(changed > 0 ? await getMailSharing(ctx) : now, jobId, undoToken);
}

/** One at a time, or messages would end with either level. */
async function refuseMeanwhile({ tx, organizationId, actor }: WriteCtx): Promise<void> {
  const [running] = await tx`
    select from app.jobs
    where organization_id = ${organizationId} and started_by = ${actor.userId} and kind in ('mail.level', 'mail.level_undo')
      and state in ('queued', 'running') limit 1`;
  if (!running) return;
  throw new AppError(
    'level_changing',
    'Your messages are getting another level just now. Stop that, or wait for its end.',
  );
}

const told = (json: string, jobId: string | null, undoToken: string | null) =>
  `${json.slice(0, -1)},"jobId":${JSON.stringify(jobId)},"undoToken":${JSON.stringify(undoToken)}}`;
