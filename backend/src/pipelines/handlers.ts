// Binds the endpoints of pipelines and their stages to their verbs.
import { isSegmented, readBoard, readChosenBoard } from '../deals/read-board.ts';
import { okBytes, okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { addStage, updateStage } from './change-stages.ts';
import { createPipeline } from './create-pipeline.ts';
import { listPipelines } from './list-pipelines.ts';
import { getPipeline } from './pipeline-queries.ts';
import { removeStage } from './remove-stage.ts';
import * as routes from './routes.ts';
import { deletePipeline, restorePipeline, updatePipeline } from './update-pipeline.ts';

const manage = 'pipelines.manage';

export function bindPipelines(api: Api): void {
  const read = 'pipelines.read';
  bindWrite(api, { route: routes.createPipelineRoute, permission: manage }, async (ctx, { body }) => ({
    ...okStored(await createPipeline(ctx, body)),
    status: 201,
  }));
  bindRead(api, { route: routes.listPipelinesRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listPipelines(ctx, query)),
  );
  bindRead(api, { route: routes.getPipelineRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getPipeline(ctx, params.id)),
  );
  bindBoards(api);
  bindWrite(api, { route: routes.updatePipelineRoute, permission: manage }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updatePipeline(ctx, { id: params.id, version, patch: body }));
  });
  bindWrite(api, { route: routes.deletePipelineRoute, permission: manage }, async (ctx, { params }) =>
    okStored(await deletePipeline(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restorePipelineRoute, permission: manage }, async (ctx, { params }) =>
    okStored(await restorePipeline(ctx, params.id)),
  );
  bindStages(api);
}

function bindBoards(api: Api): void {
  const permission = 'deals.read';
  bindRead(api, { route: routes.getBoardRoute, permission }, async (ctx, { params, query }) => {
    const { viewId, ...part } = query;
    const wanted = { pipelineId: params.id, ...part };
    const plain = viewId === undefined && !isSegmented(ctx);
    // Where no view bounds it there is nothing to look up first: one round trip.
    return okBytes(
      plain ? await readBoard(ctx, wanted) : await readChosenBoard(ctx, { ...wanted, chosen: { viewId } }),
    );
  });
  bindRead(api, { route: routes.previewBoardRoute, permission }, async (ctx, { params, body }) => {
    const { filter, zone, ...part } = body;
    return okBytes(await readChosenBoard(ctx, { pipelineId: params.id, ...part, chosen: { given: { filter, zone } } }));
  });
}

function bindStages(api: Api): void {
  bindWrite(api, { route: routes.addStageRoute, permission: manage }, async (ctx, { params, body }) => ({
    ...okStored(await addStage(ctx, params.id, body)),
    status: 201,
  }));
  bindWrite(api, { route: routes.updateStageRoute, permission: manage }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateStage(ctx, { pipelineId: params.id, stageId: params.stageId, version, patch: body }));
  });
  bindWrite(api, { route: routes.removeStageRoute, permission: manage }, async (ctx, { params, query }) =>
    okStored(await removeStage(ctx, { pipelineId: params.id, stageId: params.stageId, moveTo: query.moveTo })),
  );
}
