// Owns the message that logs what was said.
import type { Handlers } from '../../messages/answer.ts';
import { sendLog } from '../jobs.ts';
import { newJob } from '../new-job.ts';
import { submit } from '../outbox.ts';

export const logHandlers: Pick<Handlers, 'messages.log'> = {
  'messages.log': async ({ subject, organizationId, contactId, messages }) => {
    const job = { ...(await newJob(subject, organizationId)), kind: 'log' as const, contactId, messages };
    const answer = await submit(job, (api) => sendLog(api, job));
    return answer === null ? { outcome: 'queued' } : { outcome: 'logged', ...answer };
  },
};
