// Describes the endpoints of relations; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Relations'], security: w.security };

export const createRelationRoute = createRoute({
  ...base,
  operationId: 'createRelation',
  method: 'post',
  path: '/v1/relations',
  summary: 'Relate two people or companies, or get the relation that they have',
  description:
    'The same relation made twice is one. `relation_cycle` refuses whoever would, over others, report to themselves; its `detail` names the chain and `contactIds` holds it.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewRelation) },
  responses: {
    200: w.json('They were related so before.', s.Related),
    201: w.json('Created.', s.Related),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const listRelationsRoute = createRoute({
  ...base,
  operationId: 'listRelations',
  method: 'get',
  path: '/v1/relations',
  summary: 'List relations, the newest first',
  request: {
    headers: w.OrganizationHeader,
    query: w.PageQuery.extend({
      record: s.Record.optional(),
      kind: s.RelationKind.optional(),
      deleted: z.enum(['true', 'false']).default('false').openapi({ description: 'True lists deleted ones only.' }),
    }),
  },
  responses: { 200: w.json('One page.', w.pageOf(s.Relation)), ...w.commonProblems },
});

export const getRelationRoute = createRoute({
  ...base,
  operationId: 'getRelation',
  method: 'get',
  path: '/v1/relations/{id}',
  summary: 'Read one relation',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The relation; `ETag` holds its version.', s.Relation), ...w.commonProblems, ...w.notFound },
});

export const updateRelationRoute = createRoute({
  ...base,
  operationId: 'updateRelation',
  method: 'patch',
  path: '/v1/relations/{id}',
  summary: 'Change note and day of a relation',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.RelationPatch) },
  responses: {
    200: w.json('The relation as it is now.', s.ChangedRelation),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.versionProblems,
  },
});

export const replaceRelationRoute = createRoute({
  ...base,
  operationId: 'replaceRelation',
  method: 'post',
  path: '/v1/relations/{id}/replace',
  summary: 'Make another relation out of one: another kind, other words, the other direction',
  description:
    'Ends the one and makes the other in one step that can be undone. When the other one is there already, it stays.',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.NewRelation) },
  responses: {
    200: w.json('The other relation.', s.Related),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
    ...w.versionProblems,
  },
});

export const deleteRelationRoute = createRoute({
  ...base,
  operationId: 'deleteRelation',
  method: 'delete',
  path: '/v1/relations/{id}',
  summary: 'Delete a relation; it can be restored',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The deleted relation.', s.ChangedRelation), ...w.commonProblems, ...w.notFound },
});

export const restoreRelationRoute = createRoute({
  ...base,
  operationId: 'restoreRelation',
  method: 'post',
  path: '/v1/relations/{id}/restore',
  summary: 'Bring a deleted relation back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The restored relation.', s.Relation), ...w.commonProblems, ...w.notFound, ...w.conflict },
});

export const listRelationLabelsRoute = createRoute({
  ...base,
  operationId: 'listRelationLabels',
  method: 'get',
  path: '/v1/relation-labels',
  summary: 'List what the organization calls its custom relations',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('Every pair of labels.', s.RelationLabels), ...w.commonProblems },
});

export const renameRelationLabelRoute = createRoute({
  ...base,
  operationId: 'renameRelationLabel',
  method: 'patch',
  path: '/v1/relation-labels/{id}',
  summary: 'Give custom relations other words, all of them at once',
  description: 'Whether both ends are called the same stays as it is. `label_taken`: another pair has these words.',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.RelationLabelPatch) },
  responses: {
    200: w.json('The pair as it is now.', s.ChangedRelationLabel),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
    ...w.versionProblems,
  },
});
