// Owns sign-ins under way by PKCE: the challenge that a client left, and the code that its answer is traded for.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import type { Profile } from './oauth-user.ts';
import { firstToken, hashToken } from './refresh-tokens.ts';

/** Members of a body that begins a sign-in by PKCE. */
export const PkceFields = z.object({
  code_challenge: z
    .string()
    .regex(/^(?:[\w.~-]{43,128})?$/, 'is not a PKCE challenge of 43 to 128 characters')
    .nullish(),
  code_challenge_method: z
    .string()
    .transform((method) => method.toLowerCase())
    .pipe(z.enum(['s256', 'plain', '']))
    .nullish(),
});
export type PkceFields = z.infer<typeof PkceFields>;

/** How the person proves who they are, as access tokens name it later. */
export type FlowMethod = 'magiclink' | 'recovery' | 'email/signup' | 'email_change' | 'oauth';

/** Milliseconds between the click in the mail and the trade. */
const codeLifetime = 300_000;
/** Milliseconds after which nothing can come of a sign-in: a mail's hour and the trade. */
const longestFlow = 2 * 3_600_000;

export interface FlowState {
  id: string;
  user_id: string | null;
  /** The session that goes on when the code is traded; null: another begins. */
  session_id: string | null;
  /** What is linked when the code is traded. */
  pending_identity: Profile | null;
  code_challenge: string;
  code_challenge_method: 's256' | 'plain';
  authentication_method: string;
  auth_code_issued_at: Date | null;
}

/** Remembers the challenge; null in the implicit flow, which has none. */
export async function beginFlow(
  ctx: AuthContext,
  tx: TransactionSql,
  fields: PkceFields,
  method: FlowMethod,
): Promise<string | null> {
  if (!fields.code_challenge) return null;
  const now = ctx.deps.now();
  await tx`delete from auth.flow_state where id in (
    select id from auth.flow_state where created_at < ${new Date(now.getTime() - longestFlow)} for update skip locked)`;
  const [flow] = await tx<{ id: string }[]>`
    insert into auth.flow_state (code_challenge, code_challenge_method, authentication_method, created_at)
    values (${fields.code_challenge}, ${fields.code_challenge_method || 'plain'}, ${method}, ${now}) returning id`;
  if (!flow) throw new Error('The flow state was not inserted');
  return flow.id;
}

/** Whose a flow is. */
export interface FlowOwner {
  userId: string;
  /** A session that is to go on. */
  sessionId?: string;
  /** An account elsewhere that waits for whoever kept the verifier. */
  identity?: Profile;
}

/** Gives the flow its user and the code to trade. */
export async function giveCode(
  ctx: AuthContext,
  tx: TransactionSql,
  flowId: string,
  owner: FlowOwner,
): Promise<string> {
  const code = firstToken();
  await tx`update auth.flow_state set user_id = ${owner.userId}, session_id = ${owner.sessionId ?? null},
    pending_identity = ${owner.identity ? JSON.stringify(owner.identity) : null}::text::jsonb, auth_code_hash = ${hashToken(code)},
    auth_code_issued_at = ${ctx.deps.now()}, updated_at = ${ctx.deps.now()} where id = ${flowId}`;
  return code;
}

/** Reads the flow of a code; its user and it are locked, in this order as everywhere. */
export async function findFlow(tx: TransactionSql, code: string): Promise<FlowState | undefined> {
  await tx`select from auth.users
    where id = (select user_id from auth.flow_state where auth_code_hash = ${hashToken(code)}) for no key update`;
  const [flow] = await tx<FlowState[]>`
    select * from auth.flow_state where auth_code_hash = ${hashToken(code)} for update`;
  return flow;
}

/** How the person proves who they are in a flow. */
export async function methodOfFlow(tx: TransactionSql, flowId: string): Promise<string | undefined> {
  const [flow] = await tx<{ method: string }[]>`
    select authentication_method as method from auth.flow_state where id = ${flowId}`;
  return flow?.method;
}

/**
 * Whether the click in the mail does nothing yet: what it stands for happens when the code is traded, in the browser that asked.
 * So a link that is opened elsewhere uses nothing up, and proves nothing to whoever asked for it with another's address.
 */
export const waitsForTrade = (method: string): boolean => method === 'magiclink' || method === 'recovery';

export function isExpired({ deps }: AuthContext, flow: FlowState): boolean {
  return !flow.auth_code_issued_at || deps.now().getTime() - flow.auth_code_issued_at.getTime() > codeLifetime;
}

/** Compares what the client kept with the challenge it left, in constant time. */
export function answersChallenge(flow: FlowState, verifier: string): boolean {
  const answer =
    flow.code_challenge_method === 's256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  return timingSafeEqual(hashToken(answer), hashToken(flow.code_challenge));
}
