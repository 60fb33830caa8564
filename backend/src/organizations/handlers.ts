// Binds who-am-I, discovery and health to what they tell.
import { ok } from '../http/answer.ts';
import { type Api, bindKnown, bindOpen } from '../http/endpoint.ts';
import { checkReady, describeInstall } from './get-install.ts';
import { getMe } from './get-me.ts';
import * as routes from './routes.ts';

export function bindOrganizations(api: Api): void {
  bindKnown(api, routes.meRoute, async (caller) => ok(await getMe(caller)));
  bindOpen(api, routes.wellKnownRoute, async ({ deps }) => ok(describeInstall(deps)));
  bindOpen(api, routes.liveRoute, async () => ok({ status: 'ok' }));
  bindOpen(api, routes.readyRoute, ({ deps }) => checkReady(deps));
}
