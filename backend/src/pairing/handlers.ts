// Binds the endpoints of pairing to their verbs. Whoever may read the organization may pair an extension of their own.
import { ok } from '../http/answer.ts';
import { type Api, bindOpen, bindWrite } from '../http/endpoint.ts';
import { makePairingCode } from './make-pairing-code.ts';
import { redeemPairingCode } from './redeem-pairing-code.ts';
import * as routes from './routes.ts';

export function bindPairing(api: Api): void {
  bindWrite(api, { route: routes.createPairingCodeRoute, permission: 'organization.read' }, async (ctx) => {
    const { code, expiresAt } = await makePairingCode(ctx);
    // A replay does not show the code again.
    const kept = JSON.stringify({ code: '', expiresAt });
    return { status: 201, json: JSON.stringify({ code, expiresAt }), kept };
  });
  bindOpen(api, routes.redeemPairingCodeRoute, async (ctx, { body }) => ok(await redeemPairingCode(ctx, body)));
}
