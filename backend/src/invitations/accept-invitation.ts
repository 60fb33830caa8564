// Owns what the holder of an invitation's link may do: read it, and accept it.
import { anonymous, readAs, writeAs } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import { type Answer, okJson } from '../http/answer.ts';
import type { Caller, OpenCtx } from '../http/context.ts';
import { hashOfToken } from './invitation-token.ts';

/** Tells what the link invites to. @throws AppError `invitation_unknown`. */
export async function previewInvitation({ deps }: OpenCtx, token: string): Promise<Answer> {
  const [row] = await readAs(
    deps.sql,
    anonymous,
    (tx) => tx<{ json: string | null }[]>`select app.invitation_for_token(${hashOfToken(token)})::text as json`,
  );
  if (!row?.json) {
    throw new AppError('invitation_unknown', 'This invitation was revoked, or a newer mail took its place.');
  }
  return okJson(row.json);
}

/**
 * Makes the caller a member. @throws AppError `invitation_unknown`, `invitation_for_other`, `email_unconfirmed`, `invitation_over`,
 * `forbidden`.
 */
export async function acceptInvitation(caller: Caller, token: string): Promise<Answer> {
  const { deps, actor, wantedOrganization, requestId } = caller;
  const [row] = await writeAs(
    deps.sql,
    actor.claims,
    (tx) => tx<{ json: string }[]>`
      select app.accept_invitation(${hashOfToken(token)}, ${wantedOrganization}, ${requestId})::text as json`,
    caller,
  );
  if (!row) throw new Error('app.accept_invitation returned no row');
  return okJson(row.json);
}
