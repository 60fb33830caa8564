// Owns who may see the mails of others: an owner of the install's first organization, at the machine itself.
import { AppError } from '../errors.ts';
import type { Caller } from '../http/context.ts';
import { readTogether } from '../http/transaction.ts';

/** Asks it of a caller. @throws AppError `forbidden`; the gates of the organization that the caller acts in hold, too. */
export async function requireOwnerHere(caller: Caller): Promise<void> {
  const { deps, actor, fromThisMachine } = caller;
  const acting = await readTogether(caller, 'security.manage', async ({ tx }) => {
    const [row] = await tx<{ id: string }[]>`select app.acting_organization() as id`;
    return row?.id ?? null;
  });
  const [owner] = await deps.admin`
    select from app.memberships m
    where m.organization_id = ${acting} and m.user_id = ${actor.userId} and m.role = 'owner'
      and m.organization_id = (
        select o.id from app.organizations o where o.sandbox_of is null order by o.created_at, o.id limit 1)`;
  if (!owner)
    throw new AppError('forbidden', 'Only an owner of the first organization sees the mails of this install.');
  if (fromThisMachine?.()) return;
  throw new AppError('forbidden', 'Mails are shown only on the machine that Kith runs on, at localhost.');
}
