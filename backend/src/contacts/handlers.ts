// Binds the contact endpoints to their verbs.
import { ok, okBytes, okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { editRecords } from '../records/bulk/edit-records.ts';
import { startBulkJob } from '../records/bulk/start-bulk-job.ts';
import { byField } from '../records/field-order.ts';
import { captureContact } from './capture-contact.ts';
import { deleteContact, restoreContact } from './delete-contact.ts';
import { getContact } from './get-contact.ts';
import { listCompanyContacts } from './list-company-contacts.ts';
import { listContacts } from './list-contacts.ts';
import { lookupContact } from './lookup-contact.ts';
import { matchContacts } from './match-contacts.ts';
import { normalizeCandidates } from './points.ts';
import * as routes from './routes.ts';
import { updateContact } from './update-contact.ts';

export function bindContacts(api: Api): void {
  const read = 'contacts.read';
  const write = 'contacts.write';
  bindWrite(api, { route: routes.captureContactRoute, permission: write }, async (ctx, { body }) => {
    const { contact, created, ...more } = await captureContact(ctx, body);
    const json = `{"contact":${contact.json},"created":${created},${JSON.stringify(more).slice(1)}`;
    return { status: created ? 201 : 200, json, version: contact.version };
  });
  bindRead(api, { route: routes.matchContactsRoute, permission: write, together: true }, async (ctx, { body }) =>
    ok({ items: await matchContacts(ctx, normalizeCandidates(body.candidates)) }),
  );
  bindRead(api, { route: routes.listContactsRoute, permission: read, together: byField }, async (ctx, { query }) =>
    okBytes(await listContacts(ctx, query)),
  );
  bindRead(api, { route: routes.listCompanyContactsRoute, permission: read }, async (ctx, { params, query }) =>
    okJson(await listCompanyContacts(ctx, { companyId: params.id, ...query })),
  );
  bindRead(api, { route: routes.lookupContactRoute, permission: read }, async (ctx, { query }) =>
    okJson(await lookupContact(ctx, query)),
  );
  bindRead(api, { route: routes.getContactRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getContact(ctx, params.id)),
  );
  bindWrite(api, { route: routes.updateContactRoute, permission: write }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateContact(ctx, { id: params.id, version, patch: body }));
  });
  bindWrite(api, { route: routes.editContactsRoute, permission: write }, async (ctx, { body }) =>
    ok(await editRecords(ctx, 'contact', body)),
  );
  bindWrite(api, { route: routes.editContactsInJobRoute, permission: write }, async (ctx, { body }) =>
    ok(await startBulkJob(ctx, 'contact', body)),
  );
  bindWrite(api, { route: routes.deleteContactRoute, permission: write }, async (ctx, { params }) =>
    okStored(await deleteContact(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restoreContactRoute, permission: write }, async (ctx, { params }) =>
    okStored(await restoreContact(ctx, params.id)),
  );
}
