// Binds the timelines to their verb.
import { okBytes } from '../http/answer.ts';
import { type Api, bindRead } from '../http/endpoint.ts';
import { listTimeline } from './list-timeline.ts';
import * as routes from './routes.ts';
import { TimelineKind } from './schema.ts';

export function bindTimeline(api: Api): void {
  const all = TimelineKind.options;
  bindRead(
    api,
    { route: routes.contactTimelineRoute, permission: 'contacts.read' },
    async (ctx, { params, query: { kinds = all, ...page } }) =>
      okBytes(await listTimeline(ctx, { type: 'contact', id: params.id, kinds, ...page })),
  );
  bindRead(
    api,
    { route: routes.companyTimelineRoute, permission: 'companies.read' },
    async (ctx, { params, query: { kinds = all, ...page } }) =>
      okBytes(await listTimeline(ctx, { type: 'company', id: params.id, kinds, ...page })),
  );
  bindRead(
    api,
    { route: routes.dealTimelineRoute, permission: 'deals.read' },
    async (ctx, { params, query: { kinds = all, ...page } }) =>
      okBytes(await listTimeline(ctx, { type: 'deal', id: params.id, kinds, ...page })),
  );
}
