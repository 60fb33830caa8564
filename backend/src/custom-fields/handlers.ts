// Binds the endpoints of custom fields to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { archiveField, restoreField } from './archive-field.ts';
import { changeType } from './change-type.ts';
import { createField } from './create-field.ts';
import { getField, listFields } from './field-queries.ts';
import { orderFields } from './order-fields.ts';
import * as routes from './routes.ts';
import { updateField } from './update-field.ts';

const read = 'fields.read';
const write = 'fields.manage';

export function bindCustomFields(api: Api): void {
  bindRead(api, { route: routes.listCustomFieldsRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listFields(ctx, query)),
  );
  bindWrite(api, { route: routes.createCustomFieldRoute, permission: write }, async (ctx, { body }) => ({
    ...okStored(await createField(ctx, body)),
    status: 201,
  }));
  bindWrite(api, { route: routes.orderCustomFieldsRoute, permission: write }, async (ctx, { body }) =>
    okJson(await orderFields(ctx, body.recordType, body.ids)),
  );
  bindRead(api, { route: routes.getCustomFieldRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getField(ctx, params.id)),
  );
  bindChanges(api);
}

function bindChanges(api: Api): void {
  bindWrite(
    api,
    { route: routes.updateCustomFieldRoute, permission: write },
    async (ctx, { params, headers, body }) => {
      const version = versionOf(headers['if-match']);
      return okStored(await updateField(ctx, { id: params.id, version, patch: body }));
    },
  );
  bindWrite(api, { route: routes.changeFieldTypeRoute, permission: write }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await changeType(ctx, { id: params.id, version, change: body }));
  });
  bindWrite(api, { route: routes.archiveCustomFieldRoute, permission: write }, async (ctx, { params }) =>
    okStored(await archiveField(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restoreCustomFieldRoute, permission: write }, async (ctx, { params }) =>
    okStored(await restoreField(ctx, params.id)),
  );
}
