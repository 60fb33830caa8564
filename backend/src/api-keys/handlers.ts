// Binds the endpoints of API keys to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { changeKey, revokeKey } from './change-key.ts';
import { createKey, rotateKey } from './create-key.ts';
import { listKeyPermissions, listKeys } from './list-keys.ts';
import * as routes from './routes.ts';

export function bindApiKeys(api: Api): void {
  const permission = 'keys.manage';
  bindWrite(api, { route: routes.createApiKeyRoute, permission }, (ctx, { body }) => createKey(ctx, body));
  bindRead(api, { route: routes.listApiKeysRoute, permission, together: true }, async (ctx, { query }) =>
    okJson(await listKeys(ctx, query)),
  );
  bindRead(api, { route: routes.listKeyPermissionsRoute, permission }, async (ctx) =>
    okJson(await listKeyPermissions(ctx)),
  );
  bindWrite(api, { route: routes.changeApiKeyRoute, permission }, async (ctx, { params, body, headers }) =>
    okStored(await changeKey(ctx, { id: params.id, version: versionOf(headers['if-match']), change: body })),
  );
  bindWrite(api, { route: routes.rotateApiKeyRoute, permission }, (ctx, { params }) => rotateKey(ctx, params.id));
  bindWrite(api, { route: routes.revokeApiKeyRoute, permission }, async (ctx, { params }) =>
    okStored(await revokeKey(ctx, params.id)),
  );
}
