// Owns giving the next messages that somebody logged another level, with the offer that takes that back.
import type { WriteCtx } from '../http/context.ts';
import { offerOf } from '../undo/offer-of.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { keepLevel, type LevelProgress } from './level-progress.ts';

/** Messages of one transaction. */
export const partSize = 500;

/** @returns how far it is then. */
export async function sharePart(ctx: WriteCtx, offerId: string, before: LevelProgress): Promise<LevelProgress> {
  const { tx, organizationId } = ctx;
  const { level, after } = before;
  const groups = await tx<{ was: LevelProgress['level']; messages: string[] }[]>`
    select was, messages from app.share_logged_part(${organizationId}, ${level}, ${after}, ${partSize})`;
  const ids = groups.flatMap(({ messages }) => messages).toSorted();
  const last = ids.at(-1);
  if (last === undefined) return before;
  const part = await offerOf(ctx, await offerUndo(ctx, 'mail_level.part', { level, groups }));
  // Holds as long as that of the whole.
  await tx`
    update app.undo_offers o set expires_at = w.expires_at from app.undo_offers w
    where o.organization_id = ${organizationId} and o.id = ${part} and w.organization_id = o.organization_id and w.id = ${offerId}`;
  const progress = { ...before, after: last, changed: before.changed + ids.length, parts: [...before.parts, part] };
  await keepLevel(ctx, offerId, progress);
  return progress;
}
