// Binds the endpoint of the outbox to its verb.
import { ok } from '../http/answer.ts';
import { type Api, bindKnown } from '../http/endpoint.ts';
import { listOutbox } from './list-outbox.ts';
import { requireOwnerHere } from './may-see-outbox.ts';
import * as routes from './routes.ts';

export function bindOutbox(api: Api): void {
  bindKnown(api, routes.listOutboxRoute, async (caller, { query }) => {
    await requireOwnerHere(caller);
    const { SMTP_URL: server, home } = caller.deps.env;
    const page = server ? { items: [], nextCursor: null } : await listOutbox(home, query);
    return ok({ ...page, sent: server !== undefined });
  });
}
