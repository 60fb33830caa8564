// Binds the endpoint that erases a person to its verb.
import { ok } from '../http/answer.ts';
import { type Api, bindWrite } from '../http/endpoint.ts';
import { eraseContact } from './erase-contact.ts';
import * as routes from './routes.ts';

export function bindErase(api: Api): void {
  bindWrite(api, { route: routes.eraseContactRoute, permission: 'contacts.erase' }, async (ctx, { params, body }) =>
    ok(await eraseContact(ctx, { id: params.id, confirm: body.confirm })),
  );
}
