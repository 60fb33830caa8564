// Binds the interaction endpoints to their verbs.
import { noContent, okJson } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { forgetInteraction } from './forget-interaction.ts';
import { listInteractions } from './list-interactions.ts';
import { loggedJson, logInteractions } from './log-interactions.ts';
import * as routes from './routes.ts';

export function bindInteractions(api: Api): void {
  const write = 'interactions.write';
  bindWrite(api, { route: routes.logInteractionRoute, permission: write }, async (ctx, { body }) => {
    const { items, undoToken } = await logInteractions(ctx, [body]);
    const [logged] = items;
    if (!logged) throw new Error('One item has one answer');
    if ('refused' in logged) throw logged.refused;
    const json = `${loggedJson(logged).slice(0, -1)},"undoToken":${JSON.stringify(undoToken)}}`;
    return { status: logged.created ? 201 : 200, json };
  });
  bindWrite(api, { route: routes.logInteractionsRoute, permission: write }, async (ctx, { body }) => {
    const { items, undoToken } = await logInteractions(ctx, body.items, 'items');
    return okJson(`{"items":[${items.map(loggedJson).join(',')}],"undoToken":${JSON.stringify(undoToken)}}`);
  });
  bindRead(
    api,
    { route: routes.listInteractionsRoute, permission: 'interactions.read' },
    async (ctx, { params, query }) => okJson(await listInteractions(ctx, { contactId: params.id, ...query })),
  );
  bindWrite(api, { route: routes.forgetInteractionRoute, permission: write }, async (ctx, { params }) => {
    await forgetInteraction(ctx, params.id);
    return noContent;
  });
}
