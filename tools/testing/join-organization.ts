// Owns making somebody a member of another person's organization, as an invitation does.
import { unwrap } from '@kith/sdk';
import type { Account } from './fixtures.ts';
import { invitationTo } from './mails.ts';
import { vouchFor } from './vouch-for.ts';

/** The owner invites by mail, the guest accepts. @param home the install's data folder. */
export async function joinOrganization(home: string, owner: Account, guest: Account): Promise<void> {
  await unwrap(owner.api.POST('/v1/invitations', { body: { email: guest.email, role: 'member' } }));
  const invitation = new URL(await invitationTo(home, guest.email));
  await vouchFor({ url: invitation.origin, home }, guest);
  const token = invitation.hash.split('/').at(-1) ?? '';
  await unwrap(guest.api.POST('/v1/invitations/accept', { body: { token } }));
}
