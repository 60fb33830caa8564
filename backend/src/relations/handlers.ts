// Binds the endpoints of relations to their verbs.
import { type Answer, okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { createRelation, type Relating } from './create-relation.ts';
import { deleteRelation, restoreRelation } from './delete-relation.ts';
import { listRelations } from './list-relations.ts';
import { listLabels } from './relation-labels.ts';
import { getRelation } from './relation-queries.ts';
import { renameLabel } from './rename-label.ts';
import { replaceRelation } from './replace-relation.ts';
import * as routes from './routes.ts';
import { updateRelation } from './update-relation.ts';

function related({ relation, created, undoToken }: Relating): Answer {
  const json = `{"relation":${relation.json},"created":${created},"undoToken":${JSON.stringify(undoToken)}}`;
  return { status: 200, json, version: relation.version };
}

export function bindRelations(api: Api): void {
  const read = 'relations.read';
  const write = 'relations.write';
  bindWrite(api, { route: routes.createRelationRoute, permission: write }, async (ctx, { body }) => {
    const made = await createRelation(ctx, body);
    return { ...related(made), status: made.created ? 201 : 200 };
  });
  bindWrite(api, { route: routes.replaceRelationRoute, permission: write }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return related(await replaceRelation(ctx, { id: params.id, version, by: body }));
  });
  bindWrite(
    api,
    { route: routes.renameRelationLabelRoute, permission: write },
    async (ctx, { params, headers, body }) => {
      const version = versionOf(headers['if-match']);
      return okStored(await renameLabel(ctx, { id: params.id, version, words: body }));
    },
  );
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
