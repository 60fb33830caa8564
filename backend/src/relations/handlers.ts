// Binds the endpoints of relations to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { createRelation } from './create-relation.ts';
import { deleteRelation, restoreRelation } from './delete-relation.ts';
import { listRelations } from './list-relations.ts';
import { listLabels } from './relation-labels.ts';
import { getRelation } from './relation-queries.ts';
import * as routes from './routes.ts';
import { updateRelation } from './update-relation.ts';

export function bindRelations(api: Api): void {
  const read = 'relations.read';
  const write = 'relations.write';
  bindWrite(api, { route: routes.createRelationRoute, permission: write }, async (ctx, { body }) => {
    const { relation, created, undoToken } = await createRelation(ctx, body);
    const json = `{"relation":${relation.json},"created":${created},"undoToken":${JSON.stringify(undoToken)}}`;
    return { status: created ? 201 : 200, json, version: relation.version };
  });
  bindRead(api, { route: routes.listRelationsRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listRelations(ctx, query)),
  );
  bindRead(api, { route: routes.listRelationLabelsRoute, permission: read }, async (ctx) =>
    okJson(await listLabels(ctx)),
  );
  bindRead(api, { route: routes.getRelationRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getRelation(ctx, params.id)),
  );
  bindWrite(api, { route: routes.updateRelationRoute, permission: write }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateRelation(ctx, { id: params.id, version, patch: body }));
  });
  bindWrite(api, { route: routes.deleteRelationRoute, permission: write }, async (ctx, { params }) =>
    okStored(await deleteRelation(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restoreRelationRoute, permission: write }, async (ctx, { params }) =>
    okStored(await restoreRelation(ctx, params.id)),
  );
}
