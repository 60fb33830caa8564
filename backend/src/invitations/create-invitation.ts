// Owns inviting somebody.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Answer } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { requireRole } from '../roles/require-role.ts';
import type { InvitationPost } from './invitation-post.ts';
import { readInvitation } from './invitation-row.ts';
import { hashOfToken, newToken } from './invitation-token.ts';
import type { NewInvitation } from './schema.ts';
import { senderOf } from './sender.ts';

const lifetime = 7 * 24 * 3_600_000;
/** When an invitation that is sent now is over. */
export const endOf = (now: Date): Date => new Date(now.getTime() + lifetime);

/**
 * Invites an address; the mail leaves once that is committed. An invitation of the address whose time is over makes room.
 * @throws AppError `already_member`, `already_invited`, `sandbox_follows`, `too_many_requests`, `invalid_input` for a
 * role that is not there; `forbidden` for one that holds more than the caller.
 */
export async function createInvitation(ctx: WriteCtx, input: NewInvitation, post: InvitationPost): Promise<Answer> {
  const { tx, organizationId, actor, deps } = ctx;
  const sender = await senderOf(ctx, input.email);
  if (sender.sandbox) {
    throw new AppError('sandbox_follows', 'Nobody is invited into a sandbox. Invite them into its organization.');
  }
  if (sender.member) throw new AppError('already_member', 'Somebody with this address works here already.');
  await tx`
    update app.invitations set revoked_at = now() where organization_id = ${organizationId} and email = ${input.email}
      and accepted_at is null and revoked_at is null and expires_at <= now()`;
  await requireRole(ctx, input.role);
  const token = newToken();
  const [row] = await tx<{ id: string }[]>`
    insert into app.invitations (organization_id, email, role, token_hash, language, invited_by, expires_at)
    values (${organizationId}, ${input.email}, ${input.role}, ${hashOfToken(token)}, ${input.language}, ${actor.userId},
      ${endOf(deps.now())})
    on conflict (organization_id, email) where accepted_at is null and revoked_at is null do nothing returning id`;
  if (!row)
    throw new AppError('already_invited', 'This address is invited already. Send the mail again, or revoke it.');
  await post.take(organizationId, input.email);
  await recordEvent(ctx, 'invitation.created', { subjectId: row.id, payload: { role: input.role } });
  return {
    ...(await readInvitation(ctx, row.id)),
    status: 201,
    after: () => post.send({ ...sender, to: input.email, language: input.language }, token),
  };
}
