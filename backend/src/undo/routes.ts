// Describes the endpoint of undo; handlers.ts binds it to its verb.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

export const undoRoute = createRoute({
  tags: ['Undo'],
  security: w.security,
  operationId: 'undo',
  method: 'post',
  path: '/v1/undo',
  summary: 'Take a change back by the token of its answer',
  description: 'Once, by whoever made the change, for ten minutes unless the change says otherwise.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.UndoRequest) },
  responses: {
    200: w.json('Undone.', s.Undone),
    ...w.commonProblems,
    ...w.bodyProblems,
    404: w.problem('No such offer of the caller in this organization: `undo_unknown`.'),
    409: w.problem('Undone before: `undo_used`. Somebody changed the same thing since: `undo_conflict`.'),
    410: w.problem('The offer has ended: `undo_expired`.'),
  },
});
