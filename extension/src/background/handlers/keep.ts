// Owns the messages about what the extension keeps by itself: drafts, the queue, whether a site's panel is folded.
import * as z from 'zod/mini';
import type { Handlers } from '../../messages/answer.ts';
import { writeDraft } from '../drafts.ts';
import { notify } from '../notify.ts';
import { flush } from '../outbox.ts';
import { queue, queueEntries } from '../queue.ts';
import { storedItem } from '../stored-item.ts';

type KeepMessages = 'draft.write' | 'queue.retry' | 'queue.discard' | 'panel.read' | 'panel.write';

const collapsed = (site: string) => storedItem<boolean>(`collapsed:${site}`, z.boolean(), false);

export const keepHandlers: Pick<Handlers, KeepMessages> = {
  'draft.write': async ({ subjectKey, organizationId, draft }) => {
    await writeDraft({ subjectKey, organizationId }, draft);
    return { done: true };
  },
  'queue.retry': async ({ refused }) => {
    if (refused) await queue.reopen();
    await flush();
    return { queue: await queueEntries() };
  },
  'queue.discard': async ({ id }) => {
    await queue.remove(id);
    await notify('queue');
    return { queue: await queueEntries() };
  },
  'panel.read': async ({ site }) => ({ collapsed: await collapsed(site).read() }),
  'panel.write': async ({ site, collapsed: value }) => {
    await collapsed(site).write(value);
    return { done: true };
  },
};
