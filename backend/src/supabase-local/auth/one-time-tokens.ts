// Owns one-time tokens: each mail carries a long token in its link and a six-digit code. Both work once, for an hour.
// Every link stays good for its hour. Of the codes to one address only the newest counts that was asked for from the network where it is
// typed, else the newest of all; five wrong ones burn it, those from that network and those from elsewhere apart.
// So nobody who guesses, or asks for more mails, can shut the owner of the mailbox out: the links go on working, and so does the code.
import { createHmac, hkdfSync, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { AuthContext } from './context.ts';
import { firstToken, hashToken } from './refresh-tokens.ts';

export type TokenType =
  | 'confirmation_token'
  | 'recovery_token'
  | 'reauthentication_token'
  | 'email_change_token_new'
  | 'email_change_token_current';

export interface NewToken {
  userId: string;
  type: TokenType;
  /** The address that the mail goes to. */
  sentTo: string;
  /** The sign-in under way by PKCE that the link goes on with. */
  flowStateId?: string | null;
  /** Hash of the password that confirming brings into force. */
  encryptedPassword?: string | null;
  /** The network that the mail was asked for from. */
  askedFrom?: string | undefined;
}
export interface Secrets {
  /** For the link. */
  token: string;
  /** Six digits, for typing. */
  code: string;
}
export interface TokenRow {
  id: string;
  user_id: string;
  token_type: TokenType;
  relates_to: string;
  encrypted_password: string | null;
  flow_state_id: string | null;
  /** The network that a mail was asked for from; null where the secret key made it, and nothing was sent. */
  asked_from: string | null;
}

const lifetime = 3_600_000;
/** Wrong codes that burn one; fewer while many guess at the address. */
const mostAttempts = { calm: 5, underFire: 2 };

/** Makes a token; only its hashes are kept. Takes the chance to drop what has expired. */
export async function issueToken(ctx: AuthContext, tx: TransactionSql, wanted: NewToken): Promise<Secrets> {
  const now = ctx.deps.now();
  const id = randomUUID();
  const token = firstToken();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await tx`delete from auth.one_time_tokens where id in (
    select id from auth.one_time_tokens where expires_at <= ${now} for update skip locked)`;
  await tx`insert into auth.one_time_tokens (id, user_id, token_type, token_hash, code_hash, relates_to,
      encrypted_password, flow_state_id, asked_from, expires_at, created_at)
    values (${id}, ${wanted.userId}, ${wanted.type}, ${hashToken(token)}, ${hashCode(ctx, id, code)}, ${wanted.sentTo},
      ${wanted.encryptedPassword ?? null}, ${wanted.flowStateId ?? null}, ${wanted.askedFrom ?? null}, ${new Date(now.getTime() + lifetime)}, ${now})`;
  return { token, code };
}

/** Reads the token of a link; null when it is unknown, used, expired or of another kind. The user is locked then. */
export async function findToken(
  ctx: AuthContext,
  tx: TransactionSql,
  token: string,
  types: TokenType[],
): Promise<TokenRow | null> {
  // The user is locked first, always: whoever changes a user and its tokens queues here, and none can deadlock.
  await tx`select from auth.users
    where id = (select user_id from auth.one_time_tokens where token_hash = ${hashToken(token)}) for no key update`;
  const [row] = await tx<TokenRow[]>`select * from auth.one_time_tokens
    where token_hash = ${hashToken(token)} and token_type = any(${types}) and expires_at > ${ctx.deps.now()}`;
  return row ?? null;
}

/** As `findToken`, and uses it up. */
export async function takeToken(...[ctx, tx, token, types]: Parameters<typeof findToken>): Promise<TokenRow | null> {
  const row = await findToken(ctx, tx, token, types);
  if (row) await dropTokens(tx, row.user_id, [row.token_type]);
  return row;
}

/** Uses up the token whose link began to be followed by PKCE; null when it was used meanwhile. Its user is locked already. */
export async function takeTokenOfFlow(ctx: AuthContext, tx: TransactionSql, flowId: string): Promise<TokenRow | null> {
  const [row] = await tx<TokenRow[]>`select * from auth.one_time_tokens
    where flow_state_id = ${flowId} and expires_at > ${ctx.deps.now()}`;
  if (row) await dropTokens(tx, row.user_id, [row.token_type]);
  return row ?? null;
}

export interface TypedCode {
  /** The address that the mail went to. */
  address: string;
  code: string;
  /** The network where it is typed; left out for who is signed in. */
  from?: string;
  /** Whether only codes count that were asked for from there. */
  ownOnly?: boolean;
}

/** Uses up a typed code, or counts it as wrong; then null. */
export async function takeCode(
  ctx: AuthContext,
  tx: TransactionSql,
  { address, code, from, ownOnly = false }: TypedCode,
  types: TokenType[],
): Promise<TokenRow | null> {
  const own = tx`asked_from is not distinct from ${from ?? null}::text`;
  const newest = tx`from auth.one_time_tokens where relates_to = ${address} and token_type = any(${types})
    and expires_at > ${ctx.deps.now()} and (not ${ownOnly} or ${own})
    order by ${own} desc, number desc limit 1`;
  await tx`select from auth.users where id = (select user_id ${newest}) for no key update`;
  const [row] = await tx<(TokenRow & { code_hash: Buffer; attempts: number; own: boolean })[]>`
    select *, ${own} as own, case when ${own} then attempts else attempts_elsewhere end as attempts ${newest}`;
  const given = hashCode(ctx, row?.id ?? '', code);
  if (!row || row.attempts >= (ownOnly ? mostAttempts.underFire : mostAttempts.calm)) return null;
  if (!timingSafeEqual(given, row.code_hash)) {
    const counted = row.own ? 'attempts' : 'attempts_elsewhere';
    await tx`update auth.one_time_tokens set ${tx(counted)} = ${tx(counted)} + 1 where id = ${row.id}`;
    return null;
  }
  await dropTokens(tx, row.user_id, [row.token_type]);
  return row;
}

/** Makes tokens of a user useless; all of them without `types`. */
export async function dropTokens(tx: TransactionSql, userId: string, types?: TokenType[]): Promise<void> {
  await tx`delete from auth.one_time_tokens
    where user_id = ${userId} and ${types ? tx`token_type = any(${types})` : tx`true`}`;
}

/** A million codes are soon tried, so the hash needs a key that the database does not hold. */
function hashCode({ deps }: AuthContext, id: string, code: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', deps.keys.secretKey, '', 'kith one-time codes', 32));
  return createHmac('sha256', key).update(`${id}:${code}`).digest();
}
