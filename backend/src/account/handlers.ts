// Binds the endpoints of a person's own sessions to their verbs. Whoever may read the organization may see to their own.
import { noContent, ok } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import * as routes from './routes.ts';
import { endOtherSessions, endSession, listSessions } from './sessions.ts';

const permission = 'organization.read';

export function bindAccount(api: Api): void {
  bindRead(api, { route: routes.listSessionsRoute, permission }, async (ctx) => ok(await listSessions(ctx)));
  bindWrite(api, { route: routes.endSessionRoute, permission }, async (ctx, { params }) => {
    await endSession(ctx, params.id);
    return { ...noContent, after: () => ctx.deps.sessions.doubt([params.id]) };
  });
  bindWrite(api, { route: routes.endOtherSessionsRoute, permission }, async (ctx) => {
    await endOtherSessions(ctx);
    return { ...noContent, after: () => ctx.deps.sessions.doubt() };
  });
}
