// Binds the endpoints of how long an organization keeps what it has to their verbs.
import { ok } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { getRetention } from './get-retention.ts';
import * as routes from './routes.ts';
import { setRetention } from './set-retention.ts';

export function bindPrivacy(api: Api): void {
  bindRead(api, { route: routes.getPrivacyRoute, permission: 'privacy.read' }, async (ctx) => {
    const { retention, version } = await getRetention(ctx);
    return { ...ok({ retention }), version };
  });
  bindWrite(api, { route: routes.setPrivacyRoute, permission: 'privacy.manage' }, async (ctx, { headers, body }) => {
    const { version, ...answer } = await setRetention(ctx, versionOf(headers['if-match']), body);
    return { ...ok(answer), version };
  });
}
