// Binds the endpoints of consents to their verbs.
import { type Answer, okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { getConsents, listConsentHistory, listConsentPurposes } from './consent-queries.ts';
import { type RecordedConsent, recordConsent, withdrawConsent } from './record-consent.ts';
import * as routes from './routes.ts';

const recorded = ({ added, ...stored }: RecordedConsent): Answer => ({
  ...okStored(stored),
  status: added ? 201 : 200,
});

export function bindConsents(api: Api): void {
  const read = 'consents.read';
  const write = 'consents.write';
  bindRead(api, { route: routes.getConsentsRoute, permission: read }, async (ctx, { params }) =>
    okJson(await getConsents(ctx, params.id)),
  );
  bindRead(api, { route: routes.listConsentHistoryRoute, permission: read }, async (ctx, { params, query }) =>
    okJson(await listConsentHistory(ctx, { contactId: params.id, ...query })),
  );
  bindRead(api, { route: routes.listConsentPurposesRoute, permission: read }, async (ctx) =>
    okJson(await listConsentPurposes(ctx)),
  );
  bindWrite(api, { route: routes.recordConsentRoute, permission: write }, async (ctx, { params, body }) =>
    recorded(await recordConsent(ctx, params.id, body)),
  );
  bindWrite(api, { route: routes.withdrawConsentRoute, permission: write }, async (ctx, { params, body }) =>
    recorded(await withdrawConsent(ctx, params.id, body)),
  );
}
