// Binds the embed endpoints to their verbs.
import { ok, okJson } from '../http/answer.ts';
import { type Api, bindOpen, bindRead, bindWrite } from '../http/endpoint.ts';
import { createEmbedSession } from './create-embed-session.ts';
import { createEmbedKey, listEmbedKeys, revokeEmbedKey } from './embed-keys.ts';
import { embedWidgets } from './embed-widgets.ts';
import * as routes from './routes.ts';

export function bindEmbed(api: Api): void {
  const permission = 'keys.manage';
  bindWrite(api, { route: routes.createEmbedKeyRoute, permission }, (ctx, { body }) => createEmbedKey(ctx, body));
  bindRead(api, { route: routes.listEmbedKeysRoute, permission }, async (ctx, { query }) =>
    okJson(await listEmbedKeys(ctx, query)),
  );
  bindRead(api, { route: routes.listEmbedWidgetsRoute, permission }, async () => ok({ items: embedWidgets }));
  bindWrite(api, { route: routes.revokeEmbedKeyRoute, permission }, async (ctx, { params }) =>
    okJson(await revokeEmbedKey(ctx, params.id)),
  );
  bindOpen(api, routes.createEmbedSessionRoute, async (ctx, { body }) => ok(await createEmbedSession(ctx, body)));
}
