// Binds the endpoints of invitations to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindKnown, bindOpen, bindRead, bindWrite } from '../http/endpoint.ts';
import { acceptInvitation, previewInvitation } from './accept-invitation.ts';
import { resendInvitation, revokeInvitation } from './change-invitation.ts';
import { createInvitation } from './create-invitation.ts';
import { createInvitationPost } from './invitation-post.ts';
import { listInvitations } from './list-invitations.ts';
import * as routes from './routes.ts';

export function bindInvitations(api: Api): void {
  const permission = 'members.manage';
  const post = createInvitationPost(api.deps);
  bindWrite(api, { route: routes.createInvitationRoute, permission }, (ctx, { body }) =>
    createInvitation(ctx, body, post),
  );
  bindRead(api, { route: routes.listInvitationsRoute, permission }, async (ctx, { query }) =>
    okJson(await listInvitations(ctx, query)),
  );
  bindWrite(api, { route: routes.resendInvitationRoute, permission }, (ctx, { params }) =>
    resendInvitation(ctx, params.id, post),
  );
  bindWrite(api, { route: routes.revokeInvitationRoute, permission }, async (ctx, { params }) =>
    okStored(await revokeInvitation(ctx, params.id)),
  );
  bindOpen(api, routes.readInvitationRoute, (ctx, { body }) => previewInvitation(ctx, body.token));
  bindKnown(api, routes.acceptInvitationRoute, (caller, { body }) => acceptInvitation(caller, body.token));
}
