// Owns sending an invitation again, and revoking it.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import { type Answer, okStored, type StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { endOf } from './create-invitation.ts';
import type { InvitationPost } from './invitation-post.ts';
import { readInvitation } from './invitation-row.ts';
import { hashOfToken, newToken } from './invitation-token.ts';
import { senderOf } from './sender.ts';

interface Open {
  email: string;
  language: 'en' | 'ru';
}

/**
 * Sends a new link; the one before stops working. @throws AppError `not_found` also once it was revoked, `invitation_over`,
 * `already_member`, `too_many_requests`; `forbidden` for an owner's by others.
 */
export async function resendInvitation(ctx: WriteCtx, id: string, post: InvitationPost): Promise<Answer> {
  const { tx, organizationId, deps } = ctx;
  const { email, language } = await findOpen(ctx, id);
  const sender = await senderOf(ctx, email);
  if (sender.member) throw new AppError('already_member', 'Somebody with this address works here already.');
  await post.take(organizationId, email);
  const token = newToken();
  const sent = await tx`
    update app.invitations set token_hash = ${hashOfToken(token)}, expires_at = ${endOf(deps.now())}
    where organization_id = ${organizationId} and id = ${id} and accepted_at is null and revoked_at is null returning id`;
  if (sent.length === 0) throw notYours();
  await recordEvent(ctx, 'invitation.resent', { subjectId: id, payload: {} });
  const answer = okStored(await readInvitation(ctx, id));
  return { ...answer, after: () => post.send({ ...sender, to: email, language }, token) };
}

/** Revokes it at once. Doing it again changes nothing. @throws AppError `not_found`, `invitation_over` once it is accepted. */
export async function revokeInvitation(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const [row] = await tx<{ accepted: boolean; revoked: boolean }[]>`
    select i.accepted_at is not null as accepted, i.revoked_at is not null as revoked from app.invitations i
    where i.organization_id = ${organizationId} and i.id = ${id}`;
  if (row?.accepted) throw accepted();
  if (row && !row.revoked) {
    const revoked = await tx`
      update app.invitations set revoked_at = now()
      where organization_id = ${organizationId} and id = ${id} and accepted_at is null and revoked_at is null returning id`;
    if (revoked.length === 0) throw notYours();
    await recordEvent(ctx, 'invitation.revoked', { subjectId: id, payload: {} });
  }
  return readInvitation(ctx, id);
}

async function findOpen({ tx, organizationId }: WriteCtx, id: string): Promise<Open> {
  const [row] = await tx<(Open & { accepted: boolean })[]>`
    select i.email, i.language, i.accepted_at is not null as accepted from app.invitations i
    where i.organization_id = ${organizationId} and i.id = ${id} and i.revoked_at is null`;
  if (!row) throw new AppError('not_found', 'There is no such invitation here.');
  if (row.accepted) throw accepted();
  return row;
}

const accepted = () => new AppError('invitation_over', 'This invitation is accepted already.');
const notYours = () => new AppError('forbidden', 'You may not change this invitation: its role may do more than you.');
