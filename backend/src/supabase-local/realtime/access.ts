// Owns who may listen and talk on a topic: the token is checked here, private topics by the policies in the database.
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import type { Claims } from '../../tokens/claims.ts';
import type { ApiRole } from '../auth/api-key.ts';
import type { Topic } from './hub.ts';

/** What is allowed of one kind of message. */
interface Permission {
  read: boolean;
  write: boolean;
}

export interface Access {
  broadcast: Permission;
  presence: Permission;
  /** When the token ends; null without one. */
  expiresAt: Date | null;
  /** Whose end ends the channel, too; null for tokens of no session. */
  sessionId: string | null;
}

export interface Knocker {
  /** Role of the API key: counts when no person's token came along. */
  role: ApiRole;
  /** Origin header of the page, which embed tokens are bound to. */
  origin: string | undefined;
  token: string | null | undefined;
}

/** Says no to a join or a message, in the words that Supabase begins with. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
  constructor(reason: string) {
    super(`Unauthorized: ${reason}`);
  }
}

/** What the knocker may do on a topic. @throws AccessDenied when the token does not count here. */
export async function checkAccess(deps: Deps, knocker: Knocker, topic: Topic): Promise<Access> {
  const claims = await readToken(deps, knocker);
  const expiresAt = claims ? new Date(claims.exp * 1000) : null;
  const ends = { expiresAt, sessionId: claims?.session_id ?? null };
  if (!topic.private) return { broadcast: everything, presence: everything, ...ends };
  return { ...(await askPolicies(deps, claims ?? { role: knocker.role }, topic.name)), ...ends };
}

export const sessionOver = () => new AccessDenied('The session has ended. Sign in again.');

export const mayNotRead = (topic: string) =>
  new AccessDenied(`You do not have permissions to read from this Channel topic: ${topic}`);

export const mayNotWrite = (topic: string) =>
  new AccessDenied(`You do not have permissions to write to this Channel topic: ${topic}`);

async function readToken(deps: Deps, { token, origin }: Knocker): Promise<Claims | null> {
  if (!token || isApiKey(token)) return null;
  try {
    const claims = await deps.tokens.verify(token);
    if (claims.kith_embed && claims.kith_embed.origin !== origin) {
      throw new AccessDenied('This embed token belongs to another page.');
    }
    return claims;
  } catch (error) {
    throw error instanceof AppError ? new AccessDenied(error.message) : error;
  }
}

const everything: Permission = { read: true, write: true };
export const nothing: Permission = { read: false, write: false };

interface Answer {
  broadcast: Permission;
  presence: Permission;
  alive: boolean;
}

async function askPolicies(deps: Deps, claims: Claims | { role: string }, topic: string) {
  const sessionId = 'session_id' in claims ? (claims.session_id ?? null) : null;
  const role = 'sub' in claims ? (claims.role === 'authenticated' ? 'authenticated' : 'anon') : claims.role;
  const asked = JSON.stringify(claims);
  const [answer] = await deps.admin<Answer[]>`
    select ${sessionId}::text is null or exists (select from auth.sessions where id::text = ${sessionId}) as alive,
      (select jsonb_build_object('read', can_read, 'write', can_write)
        from realtime.check_access(${topic}, 'broadcast', ${asked}::text::jsonb, ${role})) as broadcast,
      (select jsonb_build_object('read', can_read, 'write', can_write)
        from realtime.check_access(${topic}, 'presence', ${asked}::text::jsonb, ${role})) as presence`;
  if (!answer?.alive) throw sessionOver();
  return { broadcast: answer.broadcast, presence: answer.presence };
}

/** API keys travel where a person's token would; they name nobody. */
export const isApiKey = (token: string) => token.startsWith('sb_');
