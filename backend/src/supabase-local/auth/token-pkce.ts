// Owns the last step of a sign-in by PKCE: trading the code from the link for a session.
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import { proveMove, reread } from './email-change.ts';
import { AuthError } from './errors.ts';
import { answersChallenge, type FlowState, findFlow, isExpired, waitsForTrade } from './flow-state.ts';
import { linkIdentity } from './identities.ts';
import { takeTokenOfFlow } from './one-time-tokens.ts';
import type { RequestFacts } from './request-facts.ts';
import { beginSession, continueSession, issueSession, refuseBanned } from './sessions.ts';
import { findUserById, type UserRow } from './users.ts';
import { redeem } from './verify.ts';

export const PkceBody = z.looseObject({
  auth_code: z.string().min(1).max(500),
  code_verifier: z.string().min(1).max(500),
});

/** Begins a session, or goes on with the one that asked. @throws AuthError 404 `flow_state_not_found`, 422 `flow_state_expired`, 400 `bad_code_verifier`, 422 `identity_already_exists`. */
export async function exchangeCode(ctx: AuthContext, body: z.infer<typeof PkceBody>, from: RequestFacts) {
  const { user, session, refreshToken } = await ctx.deps.admin.begin(async (tx) => {
    const flow = await findFlow(tx, body.auth_code);
    const found = flow?.user_id && (await findUserById(tx, flow.user_id));
    if (!flow || !found) throw noFlow();
    if (isExpired(ctx, flow)) {
      throw new AuthError(422, 'flow_state_expired', 'invalid flow state, flow state has expired');
    }
    if (!answersChallenge(flow, body.code_verifier)) {
      throw new AuthError(400, 'bad_code_verifier', 'code challenge does not match previously saved code verifier');
    }
    refuseBanned(ctx, found);
    const owner = await finishFlow(ctx, tx, flow, found);
    await tx`delete from auth.flow_state where id = ${flow.id}`;
    if (flow.session_id) {
      const { pending_identity: identity, session_id: id } = flow;
      const linked = identity ? await reread(tx, await linkIdentity(ctx, tx, id, identity)) : owner;
      return continueSession(ctx, tx, linked, id);
    }
    return beginSession(ctx, tx, owner, { method: flow.authentication_method, from });
  });
  return issueSession(ctx, user, session, refreshToken);
}

const noFlow = () => new AuthError(404, 'flow_state_not_found', 'invalid flow state, no valid flow state found');

/** Does what the click left for the browser that asked. @throws AuthError 404 when the mail's code was used meanwhile. */
async function finishFlow(ctx: AuthContext, tx: TransactionSql, flow: FlowState, user: UserRow): Promise<UserRow> {
  const method = flow.authentication_method;
  if (method === 'email_change') await proveMove(ctx, tx, user.id);
  if (!waitsForTrade(method)) return user;
  const token = await takeTokenOfFlow(ctx, tx, flow.id);
  if (!token) throw noFlow();
  return (await redeem(ctx, tx, token)).user;
}
