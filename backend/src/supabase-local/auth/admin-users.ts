// Owns users as seeds and tests manage them, with the secret key.
import { z } from 'zod';
import { Email, Metadata } from './body.ts';
import type { AuthContext } from './context.ts';
import { AuthError, invalid } from './errors.ts';
import { hashPassword } from './passwords.ts';
import { findUserById, insertUser, listUsers, toWire, type UserRow } from './users.ts';

export const CreateUserBody = z.looseObject({
  email: Email,
  password: z.string().nullish(),
  email_confirm: z.boolean().nullish(),
  user_metadata: Metadata.nullish(),
  app_metadata: Metadata.nullish(),
});
export const DeleteUserBody = z.looseObject({ should_soft_delete: z.boolean().optional() });
const PageQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
  per_page: z.coerce.number().int().min(1).max(1000).catch(50),
});

export async function createUser(ctx: AuthContext, body: z.infer<typeof CreateUserBody>) {
  const newUser = {
    email: body.email,
    passwordHash: body.password ? await hashPassword(body.password) : null,
    confirmed: body.email_confirm ?? false,
    userMetadata: body.user_metadata ?? {},
    appMetadata: body.app_metadata ?? undefined,
  };
  return toWire(await ctx.deps.admin.begin((tx) => insertUser(tx, newUser)));
}

/** One page of users, the number of all, and the number of the last page. */
export async function pageUsers(ctx: AuthContext, query: Record<string, string>) {
  const { page, per_page: perPage } = PageQuery.parse(query);
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
  if (!user) throw new AuthError(404, 'user_not_found', 'User not found');
  return user;
}

/** Deletes a user with all sessions; softly keeps the row without a way in. */
export async function deleteUser(ctx: AuthContext, id: string, soft: boolean): Promise<void> {
  const user = await getUser(ctx, id);
  await ctx.deps.admin.begin(async (tx) => {
    if (!soft) return tx`delete from auth.users where id = ${user.id}`;
    await tx`update auth.users set deleted_at = ${ctx.deps.now()}, encrypted_password = null where id = ${user.id}`;
    return tx`delete from auth.sessions where user_id = ${user.id}`;
  });
}
