// Owns users as seeds and tests manage them, with the secret key.
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import { Email } from './body.ts';
import type { AuthContext } from './context.ts';
import { takenAsError } from './email-taken.ts';
import { AuthError, invalid } from './errors.ts';
import { AppMetadata, mergeMetadata, UserMetadata } from './metadata.ts';
import { noteBy } from './note-security.ts';
import { dropTokens } from './one-time-tokens.ts';
import { hashPassword } from './passwords.ts';
import { passwordEnded } from './prove-address.ts';
import { findUserById, insertUser, listUsers, lockUser, toWire, type UserRow } from './users.ts';

export const CreateUserBody = z.looseObject({
  email: Email,
  password: z.string().nullish(),
  email_confirm: z.boolean().nullish(),
  user_metadata: UserMetadata.nullish(),
  app_metadata: AppMetadata.nullish(),
});
export const UpdateUserBody = CreateUserBody.partial().extend({
  /** Hours, minutes or seconds such as `24h`; `none` lifts a ban. */
  ban_duration: z
    .string()
    .regex(/^(?:none|\d{1,6}[hms])$/)
    .nullish(),
});
export const DeleteUserBody = z.looseObject({ should_soft_delete: z.boolean().optional() });
/** Clients send an empty text for what they leave out. */
const optionalNumber = (fallback: number, most: number) =>
  z
    .literal('')
    .transform(() => fallback)
    .or(z.coerce.number().int().min(1).max(most))
    .default(fallback);
const PageQuery = z.object({ page: optionalNumber(1, 1_000_000), per_page: optionalNumber(50, 1000) });

export async function createUser(ctx: AuthContext, body: z.infer<typeof CreateUserBody>) {
  const newUser = {
    email: body.email,
    passwordHash: body.password ? await hashPassword(ctx.deps.env, body.password) : null,
    confirmed: body.email_confirm ?? false,
    userMetadata: body.user_metadata ?? {},
    appMetadata: body.app_metadata ?? undefined,
  };
  const user = await ctx.deps.admin.begin(async (tx) => {
    const added = await insertUser(tx, newUser);
    if (newUser.confirmed) await vouchFor(ctx, tx, added.id);
    return added;
  });
  return toWire(user);
}

/** One page of users, the number of all, and the number of the last page. @throws AuthError 400 for a page that is none. */
export async function pageUsers(ctx: AuthContext, query: Record<string, string>) {
  const asked = PageQuery.safeParse(query);
  if (!asked.success) throw invalid(`Bad Pagination Parameters: ${asked.error.issues[0]?.message}`);
  const { page, per_page: perPage } = asked.data;
  const [counted] = await ctx.deps.admin<{ total: number }[]>`
    select count(*)::int as total from auth.users where deleted_at is null`;
  const total = counted?.total ?? 0;
  const users = await listUsers(ctx.deps.admin, perPage, (page - 1) * perPage);
  return { users: users.map(toWire), total, page, perPage, lastPage: Math.max(1, Math.ceil(total / perPage)) };
}

/** @throws AuthError 404 `user_not_found`. */
export async function getUser(ctx: AuthContext, id: string): Promise<UserRow> {
  if (!z.uuid().safeParse(id).success) throw invalid('user_id must be an UUID');
  const user = await findUserById(ctx.deps.admin, id);
  if (!user) throw userNotFound();
  return user;
}

const userNotFound = () => new AuthError(404, 'user_not_found', 'User not found');

/** Changes a user. A new password ends all sessions, a new password or address the links of older mails. @throws AuthError `user_not_found`, `weak_password`, `email_exists`. */
export async function changeUser(ctx: AuthContext, id: string, body: z.infer<typeof UpdateUserBody>) {
  const { id: userId } = await getUser(ctx, id);
  const now = ctx.deps.now();
  const passwordHash = body.password ? await hashPassword(ctx.deps.env, body.password) : null;
  const changing = ctx.deps.admin.begin(async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user) throw userNotFound();
    const bannedUntil = body.ban_duration ? banEnd(now, body.ban_duration) : user.banned_until;
    const userMetadata = mergeMetadata(UserMetadata, user.raw_user_meta_data, body.user_metadata ?? {});
    const appMetadata = mergeMetadata(AppMetadata, user.raw_app_meta_data, body.app_metadata ?? {});
    await tx`update auth.users set updated_at = ${now}, banned_until = ${bannedUntil},
      email = coalesce(${body.email ?? null}, email), encrypted_password = coalesce(${passwordHash}, encrypted_password),
      email_confirmed_at = coalesce(email_confirmed_at, case when ${body.email_confirm ?? false} then ${now}::timestamptz end),
      raw_user_meta_data = ${JSON.stringify(userMetadata)}::text::jsonb,
      raw_app_meta_data = ${JSON.stringify(appMetadata)}::text::jsonb
        - case when ${passwordHash}::text is null then '' else ${passwordEnded}::text end where id = ${user.id}`;
    if (passwordHash) await tx`delete from auth.sessions where user_id = ${user.id}`;
    if (passwordHash) await noteBy(tx, { userId, by: 'system' }, 'password_changed');
    if (body.email) await noteNewAddress(tx, user, body.email);
    if (body.email_confirm) await vouchFor(ctx, tx, user.id);
    if (passwordHash || body.email) await dropTokens(tx, user.id);
    return toWire((await findUserById(tx, user.id)) ?? user);
  });
  return changing.catch(takenAsError);
}

/** Who holds the secret key answers for the address, and for the password that comes with it. */
async function vouchFor({ deps }: AuthContext, tx: TransactionSql, userId: string): Promise<void> {
  await tx`update auth.users set email_proven_at = ${deps.now()} where id = ${userId}`;
}

/** Mails that were sent to the address before must not open the account, nor move it elsewhere. */
async function noteNewAddress(
  tx: TransactionSql,
  { id: userId, email: before }: UserRow,
  email: string,
): Promise<void> {
  await tx`update auth.users set email_change = null, email_change_confirmed_by = null,
    email_proven_at = null where id = ${userId}`;
  await tx`update auth.identities set identity_data = identity_data || jsonb_build_object('email', ${email}::text)
    where user_id = ${userId} and provider = 'email'`;
  if (before !== email) await noteBy(tx, { userId, by: 'system' }, 'email_changed', { email: [before, email] });
}

function banEnd(now: Date, duration: string): Date | null {
  const units: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000 };
  const unit = units[duration.slice(-1)];
  return duration === 'none' || !unit ? null : new Date(now.getTime() + Number.parseInt(duration, 10) * unit);
}

/** Deletes a user with all sessions; softly keeps the row without a way in. */
export async function deleteUser(ctx: AuthContext, id: string, soft: boolean): Promise<void> {
  const user = await getUser(ctx, id);
  await ctx.deps.admin.begin(async (tx) => {
    if (!soft) return tx`delete from auth.users where id = ${user.id}`;
    await tx`update auth.users set deleted_at = ${ctx.deps.now()}, encrypted_password = null where id = ${user.id}`;
    await dropTokens(tx, user.id);
    return tx`delete from auth.sessions where user_id = ${user.id}`;
  });
}
