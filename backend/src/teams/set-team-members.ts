// Owns who belongs to a team.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';

/** Makes exactly these people its members. @returns whether that changed anything. @throws AppError `invalid_input`. */
export async function setTeamMembers(
  { tx, organizationId }: WriteCtx,
  id: string,
  userIds: string[],
): Promise<boolean> {
  const wanted = [...new Set(userIds)];
  const [found] = await tx<{ count: number }[]>`
    select count(*)::int as count from app.memberships
    where organization_id = ${organizationId} and user_id = any(${wanted}::uuid[])`;
  if (found?.count !== wanted.length) {
    const errors = [{ path: 'memberIds', message: 'Somebody is not a member of the organization.' }];
    throw new AppError('invalid_input', 'Only members of the organization can be in a team.', { errors });
  }
  const gone = await tx`
    delete from app.team_members
    where organization_id = ${organizationId} and team_id = ${id} and user_id <> all(${wanted}::uuid[]) returning id`;
  const come = await tx`
    insert into app.team_members (organization_id, team_id, user_id)
    select ${organizationId}, ${id}, one from unnest(${wanted}::uuid[]) as one on conflict do nothing returning id`;
  return gone.length + come.length > 0;
}
