// Binds who-am-I, the organization, discovery and health to what they tell.
import { ok, okStored } from '../http/answer.ts';
import { type Api, bindKnown, bindOpen, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { checkReady, describeInstall } from './get-install.ts';
import { getMe } from './get-me.ts';
import { readOrganization, renameOrganization } from './rename-organization.ts';
import * as routes from './routes.ts';
import { getSignInPolicy, setSignInPolicy } from './sign-in-policy.ts';

export function bindOrganizations(api: Api): void {
  bindKnown(api, routes.meRoute, async (caller) => ok(await getMe(caller)));
  bindRead(api, { route: routes.getSignInPolicyRoute, permission: 'organization.read' }, async (ctx) =>
    ok(await getSignInPolicy(ctx)),
  );
  bindWrite(api, { route: routes.setSignInPolicyRoute, permission: 'security.manage' }, async (ctx, { body }) =>
    ok(await setSignInPolicy(ctx, body)),
  );
  bindRead(api, { route: routes.getOrganizationRoute, permission: 'organization.read' }, async (ctx) =>
    okStored(await readOrganization(ctx)),
  );
  bindWrite(
    api,
    { route: routes.updateOrganizationRoute, permission: 'organization.manage' },
    async (ctx, { body, headers }) => okStored(await renameOrganization(ctx, versionOf(headers['if-match']), body)),
  );
  bindOpen(api, routes.wellKnownRoute, async ({ deps }) => ok(describeInstall(deps)));
  bindOpen(api, routes.liveRoute, async () => ok({ status: 'ok' }));
  bindOpen(api, routes.readyRoute, ({ deps }) => checkReady(deps));
}
