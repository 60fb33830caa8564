// Describes the endpoints of the graph; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Relations'], security: w.security };

export const findPathsRoute = createRoute({
  ...base,
  operationId: 'findPaths',
  method: 'get',
  path: '/v1/graph/paths',
  summary: 'Find who can introduce whom, over at most four people and companies',
  description:
    'Goes along relations, current employment, deals together, and the messages that members logged. One path for each person in the middle, the strongest first. People of a company count as knowing each other up to a hundred of them.',
  request: { headers: w.OrganizationHeader, query: s.PathQuery },
  responses: { 200: w.json('The paths.', s.GraphPaths), ...w.commonProblems, ...w.notFound },
});

export const getNeighbourhoodRoute = createRoute({
  ...base,
  operationId: 'getNeighbourhood',
  method: 'get',
  path: '/v1/graph/neighbourhood',
  summary: 'Read who and what stands around a person or company',
  request: { headers: w.OrganizationHeader, query: s.NeighbourhoodQuery },
  responses: { 200: w.json('Nodes and the edges among them.', s.Neighbourhood), ...w.commonProblems, ...w.notFound },
});
