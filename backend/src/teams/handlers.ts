// Binds the endpoints of teams to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { createTeam } from './create-team.ts';
import { listTeams } from './list-teams.ts';
import * as routes from './routes.ts';
import { getTeam } from './team-queries.ts';
import { deleteTeam, restoreTeam, updateTeam } from './update-team.ts';

export function bindTeams(api: Api): void {
  const read = 'teams.read';
  const manage = 'teams.manage';
  bindWrite(api, { route: routes.createTeamRoute, permission: manage }, async (ctx, { body }) => ({
    ...okStored(await createTeam(ctx, body)),
    status: 201,
  }));
  bindRead(api, { route: routes.listTeamsRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listTeams(ctx, query)),
  );
  bindRead(api, { route: routes.getTeamRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getTeam(ctx, params.id)),
  );
  bindWrite(api, { route: routes.updateTeamRoute, permission: manage }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateTeam(ctx, { id: params.id, version, patch: body }));
  });
  bindWrite(api, { route: routes.deleteTeamRoute, permission: manage }, async (ctx, { params }) =>
    okStored(await deleteTeam(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restoreTeamRoute, permission: manage }, async (ctx, { params }) =>
    okStored(await restoreTeam(ctx, params.id)),
  );
}
