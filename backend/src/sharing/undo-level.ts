// Owns taking back that a person's level was set: their own level, and that of the messages which still have it.
import { z } from 'zod';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { Visibility } from '../interactions/schema.ts';
import { defineUndo, type RecordRef, undoConflict } from '../undo/define-undo.ts';
import { refuseWhileRunning, undoLater } from '../undo/parted.ts';
import { undoInParts } from '../undo/undo-parts.ts';
import { LevelProgress } from './level-progress.ts';

const permission = 'sharing.write';
const Part = z.object({
  level: Visibility,
  groups: z.array(z.object({ was: Visibility, messages: z.array(z.uuid()) })),
});

/** One part; messages that got another level since keep it. */
export const undoLevelPart = defineUndo({
  permission,
  payload: Part,
  undo: async ({ tx, organizationId }, { level, groups }): Promise<RecordRef[]> => {
    for (const { was, messages } of groups) {
      await tx`select app.share_back(${organizationId}, ${level}, ${was}, ${messages}::uuid[])`;
    }
    return [];
  },
});

async function requireSame(ctx: WriteCtx, { level }: LevelProgress): Promise<void> {
  const { tx, organizationId, actor } = ctx;
  const [own] = await tx<{ level: string }[]>`
    select level from app.mail_sharing where organization_id = ${organizationId} and user_id = ${actor.userId}`;
  if (own?.level !== level) throw undoConflict('You set another level since.');
}

async function setBack(ctx: WriteCtx, progress: LevelProgress): Promise<void> {
  const { tx, organizationId, actor } = ctx;
  await requireSame(ctx, progress);
  const { before, changed } = progress;
  await tx`
    update app.mail_sharing set level = ${before}
    where organization_id = ${organizationId} and user_id = ${actor.userId} and level <> ${before}`;
  if (actor.userId === null) return;
  const payload = { level: before, messages: changed };
  await recordEvent(ctx, 'mail_sharing.updated', { subjectId: actor.userId, payload });
}

/** All of it: few parts at once, many in a job. */
export const undoLevel = defineUndo({
  permission,
  payload: LevelProgress,
  later: async (ctx, offerId, stored) => {
    await requireSame(ctx, LevelProgress.parse(stored));
    return undoLater(ctx, 'mail.level_undo', offerId, stored);
  },
  undo: async (ctx, progress): Promise<RecordRef[]> => {
    await refuseWhileRunning(ctx, progress);
    const parts = await ctx.tx<{ payload: unknown }[]>`
      select o.payload from app.undo_offers o
      where o.organization_id = ${ctx.organizationId} and o.id = any(${progress.parts}::uuid[]) order by o.id desc`;
    for (const { payload } of parts) await undoLevelPart.run(ctx, payload);
    await setBack(ctx, progress);
    return [];
  },
});

/** The work of the job that takes parts back. */
export const undoLevelParts = undoInParts({
  check: async () => undefined,
  undo: async (ctx, { payload }) => {
    await undoLevelPart.run(ctx, payload);
    return Part.parse(payload).groups.reduce((sum, { messages }) => sum + messages.length, 0);
  },
  finish: (ctx, payload) => setBack(ctx, LevelProgress.parse(payload)),
});
