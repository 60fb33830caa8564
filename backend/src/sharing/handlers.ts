// Binds the endpoints of sharing one's messages to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { answerGrant } from './answer-grant.ts';
import { listColleagueLevels } from './colleague-levels.ts';
import { grantMail, revokeMail } from './grant-mail.ts';
import { listMailGrants } from './grant-queries.ts';
import { getMailSharing, setMailSharing } from './mail-level.ts';
import * as routes from './routes.ts';

export function bindSharing(api: Api): void {
  const read = 'sharing.read';
  const write = 'sharing.write';
  bindRead(api, { route: routes.getMailSharingRoute, permission: read }, async (ctx) =>
    okJson(await getMailSharing(ctx)),
  );
  bindWrite(api, { route: routes.setMailSharingRoute, permission: write }, async (ctx, { body }) =>
    okJson(await setMailSharing(ctx, body)),
  );
  bindRead(api, { route: routes.listColleagueLevelsRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listColleagueLevels(ctx, query)),
  );
  bindRead(api, { route: routes.listMailGrantsRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listMailGrants(ctx, query)),
  );
  bindWrite(api, { route: routes.createMailGrantRoute, permission: write }, async (ctx, { body }) => {
    const { added, ...stored } = await grantMail(ctx, body);
    return { ...okStored(stored), status: added ? 201 : 200 };
  });
  bindWrite(api, { route: routes.revokeMailGrantRoute, permission: write }, async (ctx, { params }) =>
    okStored(await revokeMail(ctx, params.id)),
  );
  // Also whoever only reads may be given something.
  bindWrite(api, { route: routes.declineMailGrantRoute, permission: read }, async (ctx, { params }) =>
    okStored(await answerGrant(ctx, { id: params.id, declines: true })),
  );
  bindWrite(api, { route: routes.acceptMailGrantRoute, permission: read }, async (ctx, { params }) =>
    okStored(await answerGrant(ctx, { id: params.id, declines: false })),
  );
}
