// Owns declining messages that somebody else shares with the caller, and wanting them after all.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { noSuchGrant, readGrant } from './grant-queries.ts';

interface GrantAnswer {
  id: string;
  /** False takes it back. */
  declines: boolean;
}

/** Answers for the caller alone, also where a team of theirs was given it; again changes nothing. @throws AppError `not_found`. */
export async function answerGrant(ctx: WriteCtx, { id, declines }: GrantAnswer): Promise<StoredJson> {
  const [row] = await ctx.tx<{ given: boolean }[]>`
    select app.answer_grant(${ctx.organizationId}, ${id}, ${declines}) as given`;
  if (!row?.given) throw noSuchGrant();
  await recordEvent(ctx, declines ? 'mail_grant.declined' : 'mail_grant.accepted', { subjectId: id, payload: {} });
  return readGrant(ctx, id);
}
