// Owns a person's own level: what colleagues see of the messages that they log.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import type { NewMailSharing } from './schema.ts';

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

/** Sets the caller's level; `applyToLogged` also for what they logged so far. */
export async function setMailSharing(ctx: WriteCtx, { level, applyToLogged }: NewMailSharing): Promise<string> {
  const { tx, organizationId, actor } = ctx;
  if (actor.userId === null) throw new AppError('forbidden', 'Only people share their messages.');
  const [set] = await tx<{ id: string }[]>`
    insert into app.mail_sharing as s (organization_id, user_id, level) values (${organizationId}, ${actor.userId}, ${level})
    on conflict (organization_id, user_id) do update set level = excluded.level where s.level <> excluded.level
    returning s.id`;
  const [shared] = applyToLogged
    ? await tx<{ count: number }[]>`select app.share_logged(${organizationId}, ${level}) as count`
    : [];
  const messages = shared?.count ?? 0;
  if (set || messages > 0) {
    await recordEvent(ctx, 'mail_sharing.updated', { subjectId: actor.userId, payload: { level, messages } });
  }
  return getMailSharing(ctx);
}
