// Binds the endpoints of the two lists of whose messages are not logged to their verbs.
import { type Answer, okJson } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { addAddress, type ListChange, removeAddress } from './change-list.ts';
import { listAddresses } from './list-addresses.ts';
import type { ListName } from './lists.ts';
import * as routes from './routes.ts';

const changed = ({ json, undoToken }: ListChange): Answer =>
  okJson(`${json.slice(0, -1)},"undoToken":${JSON.stringify(undoToken)}}`);

export function bindNeverLog(api: Api): void {
  const own: ListName = 'never-log';
  const read = 'never_log.read';
  const write = 'never_log.write';
  bindRead(api, { route: routes.listNeverLogRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listAddresses(ctx, own, query)),
  );
  bindWrite(api, { route: routes.addNeverLogRoute, permission: write }, async (ctx, { body }) => {
    const change = await addAddress(ctx, own, body.address);
    return { ...changed(change), status: change.changed ? 201 : 200 };
  });
  bindWrite(api, { route: routes.removeNeverLogRoute, permission: write }, async (ctx, { params }) =>
    changed(await removeAddress(ctx, own, params.id)),
  );
  bindProtected(api);
}

function bindProtected(api: Api): void {
  const shared: ListName = 'protected-recipients';
  const read = 'protected_recipients.read';
  const manage = 'protected_recipients.manage';
  bindRead(api, { route: routes.listProtectedRecipientsRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listAddresses(ctx, shared, query)),
  );
  bindWrite(api, { route: routes.addProtectedRecipientRoute, permission: manage }, async (ctx, { body }) => {
    const change = await addAddress(ctx, shared, body.address);
    return { ...changed(change), status: change.changed ? 201 : 200 };
  });
  bindWrite(api, { route: routes.removeProtectedRecipientRoute, permission: manage }, async (ctx, { params }) =>
    changed(await removeAddress(ctx, shared, params.id)),
  );
}
