// Owns making somebody a member of another person's organization, as an invitation does.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unwrap } from '@kith/sdk';
import { createClient } from '@supabase/supabase-js';
import type { Account } from './fixtures.ts';
import { invitationTo } from './mails.ts';

/** The owner invites by mail, the guest accepts. @param home the install's data folder. */
export async function joinOrganization(home: string, owner: Account, guest: Account): Promise<void> {
  await unwrap(owner.api.POST('/v1/invitations', { body: { email: guest.email, role: 'member' } }));
  const invitation = new URL(await invitationTo(home, guest.email));
  await vouchFor(home, invitation.origin, guest);
  const token = invitation.hash.split('/').at(-1) ?? '';
  await unwrap(guest.api.POST('/v1/invitations/accept', { body: { token } }));
}

/** Their address counts as proven, and they stay signed in. */
async function vouchFor(home: string, url: string, guest: Account): Promise<void> {
  const keys: unknown = JSON.parse(await readFile(join(home, 'keys.json'), 'utf8'));
  const { auth } = createClient(url, String(Reflect.get(Object(keys), 'secretKey')), {
    auth: { persistSession: false },
  });
  const { user } = await unwrap(guest.api.GET('/v1/me'));
  const { error } = await auth.admin.updateUserById(user?.id ?? '', { email_confirm: true });
  if (error) throw error;
}
