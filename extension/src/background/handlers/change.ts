// Owns the messages that tick a task off, put it off, and take changes back.
import { unwrap } from '@kith/sdk';
import type { Handlers } from '../../messages/answer.ts';
import { signedInApi } from '../api.ts';

export const changeHandlers: Pick<Handlers, 'task.done' | 'task.snooze' | 'change.undo'> = {
  'task.done': async ({ id, organizationId }) => {
    const { api } = await signedInApi(organizationId);
    const { undoToken } = await unwrap(api.POST('/v1/tasks/{id}/done', { params: { path: { id } } }));
    return { undoToken };
  },
  'task.snooze': async ({ id, until, organizationId }) => {
    const { api } = await signedInApi(organizationId);
    const params = { path: { id } };
    const { undoToken } = await unwrap(api.POST('/v1/tasks/{id}/snooze', { params, body: { until } }));
    return { undoToken };
  },
  'change.undo': async ({ undoTokens, organizationId }) => {
    const { api } = await signedInApi(organizationId);
    for (const undoToken of undoTokens) await unwrap(api.POST('/v1/undo', { body: { undoToken } }));
    return { done: true };
  },
};
