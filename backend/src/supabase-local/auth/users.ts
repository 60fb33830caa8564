// Owns reading and adding users, and their wire shape.
import type { Sql, TransactionSql } from 'postgres';
import { AuthError } from './errors.ts';

export interface UserRow {
  id: string;
  aud: string;
  role: string;
  email: string | null;
  phone: string | null;
  encrypted_password: string | null;
  email_confirmed_at: Date | null;
  last_sign_in_at: Date | null;
  banned_until: Date | null;
  raw_app_meta_data: Record<string, unknown>;
  raw_user_meta_data: Record<string, unknown>;
  is_anonymous: boolean;
  email_change: string | null;
  email_change_confirmed_by: 'current' | 'new' | null;
  invited_at: Date | null;
  confirmation_sent_at: Date | null;
  recovery_sent_at: Date | null;
  reauthentication_sent_at: Date | null;
  email_change_sent_at: Date | null;
  created_at: Date;
  updated_at: Date;
  identities: Record<string, unknown>[];
  factors: Factor[];
}

/** Kinds of factors. A set of recovery codes is shown as one, though no challenge goes with it. */
export const factorKind = { app: 'totp', recovery: 'recovery_code' } as const;
export const recoveryFactorName = 'Recovery codes';

/** A second factor as clients see it. */
export interface Factor {
  id: string;
  friendly_name: string;
  factor_type: 'totp' | 'recovery_code';
  status: 'verified' | 'unverified';
  created_at: string;
  updated_at: string;
}

export interface NewUser {
  email: string;
  passwordHash: string | null;
  confirmed: boolean;
  userMetadata: Record<string, unknown>;
  appMetadata?: Record<string, unknown> | undefined;
  /** By what the user signs in; left out: the address itself. */
  identity?: { provider: string; providerId: string };
}

type AnySql = Sql | TransactionSql;

const columns = (sql: AnySql) => sql`
  u.id, u.aud, u.role, u.email, u.phone, u.encrypted_password, u.email_confirmed_at, u.last_sign_in_at,
  u.email_change, u.email_change_confirmed_by, u.invited_at, u.confirmation_sent_at, u.recovery_sent_at,
  u.reauthentication_sent_at, u.email_change_sent_at, u.banned_until, u.raw_app_meta_data, u.raw_user_meta_data, u.is_anonymous, u.created_at, u.updated_at,
  coalesce((
    select jsonb_agg(jsonb_build_object('identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id,
      'identity_data', i.identity_data, 'provider', i.provider, 'last_sign_in_at', i.last_sign_in_at,
      'created_at', i.created_at, 'updated_at', i.updated_at, 'email', i.identity_data ->> 'email')
      order by i.created_at)
    from auth.identities i where i.user_id = u.id
  ), '[]') as identities,
  coalesce((
    select jsonb_agg(jsonb_build_object('id', f.id, 'friendly_name', coalesce(f.friendly_name, ''),
      'factor_type', f.factor_type, 'status', f.status, 'created_at', f.created_at, 'updated_at', f.updated_at)
      order by f.created_at)
    from (
      select id, user_id, friendly_name, factor_type, status, created_at, updated_at from auth.mfa_factors
      union all
      -- One factor a user, whose id stays when the codes are made anew.
      select md5('recovery codes of ' || user_id)::uuid, user_id, ${recoveryFactorName}, ${factorKind.recovery}, 'verified',
        min(created_at), max(created_at) from auth.mfa_recovery_codes group by user_id
    ) f where f.user_id = u.id
  ), '[]') as factors`;

export async function findUserById(sql: AnySql, id: string): Promise<UserRow | undefined> {
  const [user] = await sql<UserRow[]>`
    select ${columns(sql)} from auth.users u where u.id = ${id} and u.deleted_at is null`;
  return user;
}

/** Reads a user whom no other change may touch until this transaction ends. */
export async function lockUser(tx: TransactionSql, id: string): Promise<UserRow | undefined> {
  await tx`select from auth.users where id = ${id} for no key update`;
  return findUserById(tx, id);
}

export async function findUserByEmail(sql: AnySql, email: string): Promise<UserRow | undefined> {
  const [user] = await sql<UserRow[]>`
    select ${columns(sql)} from auth.users u where lower(u.email) = ${email} and u.deleted_at is null`;
  return user;
}

/** One page of users, the newest first. */
export async function listUsers(sql: AnySql, limit: number, offset: number): Promise<UserRow[]> {
  return sql<UserRow[]>`select ${columns(sql)} from auth.users u where u.deleted_at is null
    order by u.created_at desc, u.id limit ${limit} offset ${offset}`;
}

/** Adds a user with an e-mail identity. A trigger makes the organization. @throws AuthError `user_already_exists`. */
export async function insertUser(tx: TransactionSql, user: NewUser): Promise<UserRow> {
  const inserted = await insertIfNew(tx, user);
  if (!inserted) throw new AuthError(422, 'user_already_exists', 'User already registered');
  return inserted;
}

/** The user of an address, added when there is none; also when several ask at the same moment. */
export async function findOrInsertUser(tx: TransactionSql, user: NewUser): Promise<UserRow> {
  const found =
    (await findUserByEmail(tx, user.email)) ?? (await insertIfNew(tx, user)) ?? (await findUserByEmail(tx, user.email));
  return found ?? insertUser(tx, user);
}

/** As `insertUser`, but undefined when the address has a user already. */
export async function insertIfNew(tx: TransactionSql, user: NewUser): Promise<UserRow | undefined> {
  const provider = user.identity?.provider ?? 'email';
  const appMetadata = { provider, providers: [provider], ...user.appMetadata };
  const [row] = await tx<{ id: string }[]>`
    insert into auth.users (email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
    values (${user.email}, ${user.passwordHash}, case when ${user.confirmed} then now() end,
      ${JSON.stringify(appMetadata)}::text::jsonb, ${JSON.stringify(user.userMetadata)}::text::jsonb)
    on conflict (lower(email)) where deleted_at is null do nothing returning id`;
  if (!row) return undefined;
  await tx`
    insert into auth.identities (user_id, provider, provider_id, last_sign_in_at, identity_data)
    values (${row.id}, ${provider}, ${user.identity?.providerId ?? row.id}, now(), jsonb_build_object(
      'sub', ${user.identity?.providerId ?? row.id}::text, 'email', ${user.email}::text,
      'email_verified', ${user.confirmed}::boolean, 'phone_verified', false))`;
  return findUserById(tx, row.id);
}

/** The user as clients see it. */
export function toWire(user: UserRow) {
  const confirmedAt = user.email_confirmed_at?.toISOString();
  return {
    id: user.id,
    aud: user.aud,
    role: user.role,
    email: user.email ?? '',
    phone: user.phone ?? '',
    ...(confirmedAt && { email_confirmed_at: confirmedAt, confirmed_at: confirmedAt }),
    ...times(user),
    ...(user.email_change && { new_email: user.email_change }),
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    identities: user.identities,
    factors: user.factors,
    created_at: user.created_at.toISOString(),
    updated_at: user.updated_at.toISOString(),
    is_anonymous: user.is_anonymous,
  };
}

const timeNames = [
  'last_sign_in_at',
  'invited_at',
  'confirmation_sent_at',
  'recovery_sent_at',
  'reauthentication_sent_at',
  'email_change_sent_at',
] as const;

/** The times that are known of a user. */
const times = (user: UserRow) =>
  Object.fromEntries(timeNames.flatMap((name) => (user[name] ? [[name, user[name].toISOString()]] : [])));

/** Does signing in take a second factor? */
export const hasSecondFactor = ({ factors }: UserRow): boolean => factors.some(({ status }) => status === 'verified');
