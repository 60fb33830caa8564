// Describes the endpoints of pipelines and their stages; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import { Board, BoardPreview, BoardQuery } from '../deals/schema.ts';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Pipelines'], security: w.security };
const StageParams = w.IdParam.extend({ stageId: w.Id.openapi({ param: { name: 'stageId', in: 'path' } }) });

export const createPipelineRoute = createRoute({
  ...base,
  operationId: 'createPipeline',
  method: 'post',
  path: '/v1/pipelines',
  summary: 'Create a pipeline with its stages',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewPipeline) },
  responses: { 201: w.json('Created.', s.ChangedPipeline), ...w.commonProblems, ...w.bodyProblems },
});

export const listPipelinesRoute = createRoute({
  ...base,
  operationId: 'listPipelines',
  method: 'get',
  path: '/v1/pipelines',
  summary: 'List pipelines in their order',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Pipeline)), ...w.commonProblems },
});

export const getPipelineRoute = createRoute({
  ...base,
  operationId: 'getPipeline',
  method: 'get',
  path: '/v1/pipelines/{id}',
  summary: 'Read one pipeline with its stages',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The pipeline; `ETag` holds its version.', s.Pipeline), ...w.commonProblems, ...w.notFound },
});

export const getBoardRoute = createRoute({
  ...base,
  operationId: 'getBoard',
  method: 'get',
  path: '/v1/pipelines/{id}/board',
  summary: 'Read a pipeline as a board: stages with their first deals, counts and sums',
  request: {
    headers: w.OrganizationHeader,
    params: w.IdParam,
    query: BoardQuery,
  },
  responses: { 200: w.json('The board.', Board), ...w.commonProblems, ...w.notFound, ...w.conflict },
});

export const previewBoardRoute = createRoute({
  ...base,
  operationId: 'previewBoard',
  method: 'post',
  path: '/v1/pipelines/{id}/board/preview',
  summary: 'Read a pipeline as a board of the deals that a filter gives, without saving it',
  request: { headers: w.OrganizationHeader, params: w.IdParam, body: w.jsonBody(BoardPreview) },
  responses: { 200: w.json('The board.', Board), ...w.commonProblems, ...w.bodyProblems, ...w.notFound },
});

export const updatePipelineRoute = createRoute({
  ...base,
  operationId: 'updatePipeline',
  method: 'patch',
  path: '/v1/pipelines/{id}',
  summary: 'Rename a pipeline or give it another place',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.PipelinePatch) },
  responses: {
    200: w.json('The pipeline as it is now.', s.ChangedPipeline),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.versionProblems,
  },
});

export const deletePipelineRoute = createRoute({
  ...base,
  operationId: 'deletePipeline',
  method: 'delete',
  path: '/v1/pipelines/{id}',
  summary: 'Delete a pipeline without deals; it can be restored',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: {
    200: w.json('The deleted pipeline.', s.ChangedPipeline),
    ...w.commonProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const restorePipelineRoute = createRoute({
  ...base,
  operationId: 'restorePipeline',
  method: 'post',
  path: '/v1/pipelines/{id}/restore',
  summary: 'Bring a deleted pipeline back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The restored pipeline.', s.Pipeline), ...w.commonProblems, ...w.notFound },
});

export const addStageRoute = createRoute({
  ...base,
  operationId: 'addStage',
  method: 'post',
  path: '/v1/pipelines/{id}/stages',
  summary: 'Add a stage to a pipeline',
  request: { headers: w.WriteHeaders, params: w.IdParam, body: w.jsonBody(s.AddedStage) },
  responses: {
    201: w.json('The pipeline as it is now.', s.ChangedPipeline),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
  },
});

export const updateStageRoute = createRoute({
  ...base,
  operationId: 'updateStage',
  method: 'patch',
  path: '/v1/pipelines/{id}/stages/{stageId}',
  summary: 'Change a stage or give it another place; `If-Match` holds the version of the pipeline',
  request: { headers: w.UpdateHeaders, params: StageParams, body: w.jsonBody(s.StagePatch) },
  responses: {
    200: w.json('The pipeline as it is now.', s.ChangedPipeline),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
    ...w.versionProblems,
  },
});

export const removeStageRoute = createRoute({
  ...base,
  operationId: 'removeStage',
  method: 'delete',
  path: '/v1/pipelines/{id}/stages/{stageId}',
  summary: 'Take a stage away; its deals go to the stage that `moveTo` names',
  request: {
    headers: w.WriteHeaders,
    params: StageParams,
    query: z.object({
      moveTo: w.Id.optional().openapi({
        description:
          'Stage of the same pipeline. Without it a stage with deals stays: 409 `stage_has_deals` and the `count`.',
      }),
    }),
  },
  responses: {
    200: w.json('The pipeline as it is now.', s.ChangedPipeline),
    ...w.commonProblems,
    ...w.notFound,
    ...w.conflict,
  },
});
