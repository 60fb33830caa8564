// Owns the messages that log and forget what was said.
import { unwrap } from '@kith/sdk';
import type { Handlers } from '../../messages/answer.ts';
import { signedInApi } from '../api.ts';
import { sendLog } from '../jobs.ts';
import { newJob } from '../new-job.ts';
import { submit } from '../outbox.ts';

export const logHandlers: Pick<Handlers, 'messages.log' | 'messages.forget'> = {
  'messages.log': async ({ subject, contactId, messages }) => {
    const job = { ...(await newJob(subject)), kind: 'log' as const, contactId, messages };
    const answer = await submit(job, (api) => sendLog(api, job));
    return answer === null ? { outcome: 'queued' } : { outcome: 'logged', ...answer };
  },
  'messages.forget': async ({ ids }) => {
    const { api } = await signedInApi();
    for (const id of ids) await unwrap(api.DELETE('/v1/interactions/{id}', { params: { path: { id } } }));
    return { done: true };
  },
};
