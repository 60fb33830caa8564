// Binds the endpoint of the outbox to its verb.
import { ok } from '../http/answer.ts';
import { type Api, bindKnown } from '../http/endpoint.ts';
import { listOutbox } from './list-outbox.ts';
import { requireOwnerHere } from './may-see-outbox.ts';
import * as routes from './routes.ts';

export function bindOutbox(api: Api): void {
  bindKnown(api, routes.listOutboxRoute, async (caller) => {
    await requireOwnerHere(caller);
    const { SMTP_URL: server, home } = caller.deps.env;
    return ok({ items: server ? [] : await listOutbox(home), sent: server !== undefined });
  });
}
