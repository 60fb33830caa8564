// Binds the endpoints of tags to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { updateTag } from './change-tag.ts';
import { deleteTag, mergeTag } from './remove-tag.ts';
import * as routes from './routes.ts';
import { listTags } from './tag-queries.ts';

export function bindTags(api: Api): void {
  bindRead(api, { route: routes.listTagsRoute, permission: 'tags.read' }, async (ctx, { query }) =>
    okJson(await listTags(ctx, query)),
  );
  const write = 'tags.manage';
  bindWrite(api, { route: routes.updateTagRoute, permission: write }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateTag(ctx, { id: params.id, version, patch: body }));
  });
  bindWrite(api, { route: routes.deleteTagRoute, permission: write }, async (ctx, { params }) =>
    okStored(await deleteTag(ctx, params.id)),
  );
  bindWrite(api, { route: routes.mergeTagRoute, permission: write }, async (ctx, { params, body }) =>
    okStored(await mergeTag(ctx, { id: params.id, into: body.into })),
  );
}
