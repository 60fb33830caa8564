// Owns the HTTP face of user administration; every call needs the secret key.
import { Hono } from 'hono';
import { GenerateLinkBody, generateLink } from './admin-links.ts';
import {
  CreateUserBody,
  changeUser,
  createUser,
  DeleteUserBody,
  deleteUser,
  getUser,
  pageUsers,
  UpdateUserBody,
} from './admin-users.ts';
import type { Caller } from './api-key.ts';
import { readBody } from './body.ts';
import type { AuthContext, AuthEnv } from './context.ts';
import { AuthError } from './errors.ts';
import { removeFactor } from './factors.ts';
import { toWire } from './users.ts';

/** @throws AuthError 403 `not_admin` unless the secret key came along. */
export function requireAdmin({ role }: Caller): void {
  if (role !== 'service_role') throw new AuthError(403, 'not_admin', 'User not allowed');
}

export function adminRoutes(ctx: AuthContext): Hono<AuthEnv> {
  const admin = new Hono<AuthEnv>();
  admin.use('*', async (c, next) => {
    requireAdmin(c.get('caller'));
    await next();
  });
  admin.post('/generate_link', async (c) =>
    c.json(await generateLink(ctx, await readBody(c, GenerateLinkBody), c.req.query('redirect_to'))),
  );
  admin.post('/users', async (c) => c.json(await createUser(ctx, await readBody(c, CreateUserBody))));
  admin.get('/users', async (c) => {
    const { users, total, page, perPage, lastPage } = await pageUsers(ctx, c.req.query());
    const link = (to: number, rel: string) => `</admin/users?page=${to}&per_page=${perPage}>; rel="${rel}"`;
    const links = [...(page < lastPage ? [link(page + 1, 'next')] : []), link(lastPage, 'last')];
    c.header('link', links.join(', '));
    c.header('x-total-count', String(total));
    return c.json({ users, aud: 'authenticated' });
  });
  admin.get('/users/:id', async (c) => c.json(toWire(await getUser(ctx, c.req.param('id')))));
  admin.put('/users/:id', async (c) =>
    c.json(await changeUser(ctx, c.req.param('id'), await readBody(c, UpdateUserBody))),
  );
  admin.delete('/users/:id', async (c) => {
    const { should_soft_delete: soft } = await readBody(c, DeleteUserBody);
    await deleteUser(ctx, c.req.param('id'), soft ?? false);
    return c.json({});
  });
  admin.get('/users/:id/factors', async (c) => c.json((await getUser(ctx, c.req.param('id'))).factors));
  admin.delete('/users/:id/factors/:factor', async (c) => {
    const user = await getUser(ctx, c.req.param('id'));
    return c.json(await removeFactor(ctx, user, c.req.param('factor')));
  });
  return admin;
}
