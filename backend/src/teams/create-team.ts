// Owns creating a team.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import type { NewTeam } from './schema.ts';
import { setTeamMembers } from './set-team-members.ts';
import { getTeam } from './team-queries.ts';

/** @throws AppError `invalid_input` when somebody is no member of the organization. */
export async function createTeam(ctx: WriteCtx, { name, memberIds }: NewTeam): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  const [row] = await tx<{ id: string }[]>`
    insert into app.teams (organization_id, name, created_by)
    values (${organizationId}, ${name}, ${actor.userId}) returning id`;
  if (!row) throw new Error('The team was not inserted');
  await setTeamMembers(ctx, row.id, memberIds);
  await recordEvent(ctx, 'team.created', { subjectId: row.id, payload: {} });
  return getTeam(ctx, row.id);
}
