// Owns what the mail of an invitation says of who sends it, and what stands against sending it.
import type { WriteCtx } from '../http/context.ts';

export interface Sender {
  organization: string;
  /** Name of who invites. */
  inviter: string;
  /** Whether this is a sandbox. */
  sandbox: boolean;
  /** Whether somebody with the address works here. */
  member: boolean;
}

/** Reads it for an address, in one round trip. */
export async function senderOf({ tx, organizationId, actor }: WriteCtx, email: string): Promise<Sender> {
  const [row] = await tx<Sender[]>`
    with everybody as (select m.user_id, m.name, lower(m.email) as email from app.members(${organizationId}) m)
    select o.name as organization, o.sandbox_of is not null as sandbox,
      coalesce((select e.name from everybody e where e.user_id = ${actor.userId}), '') as inviter,
      exists (select from everybody e where e.email = ${email}) as member
    from app.organizations o where o.id = ${organizationId}`;
  if (!row) throw new Error('The acting organization is not there');
  return row;
}
