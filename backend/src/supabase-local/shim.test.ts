import { randomBytes } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { applyEmbeddedShim } from '../db/migrate.ts';
import { connect } from '../db/pool.ts';
import { templateName } from '../testing/global-setup.ts';

it('The shim may run again over a database in use, as it does after an update, and loses nothing', async () => {
  const { port, password } = inject('cluster');
  const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  const name = `kith_shim_${randomBytes(6).toString('hex')}`;
  const server = connect(url('postgres'), 1);
  await server`create database ${server(name)} template ${server(templateName)}`;
  await server.end();
  const superuser = connect(url(name), 1);
  const [user] = await superuser<
    { id: string }[]
  >`insert into auth.users (email) values ('a@people.example') returning id`;
  await superuser`insert into auth.mfa_factors (user_id, factor_type, secret) values (${user?.id ?? ''}, 'totp', 'v1.x.y')`;
  await superuser`delete from kith_embedded.applied`;
  await applyEmbeddedShim(superuser, password);
  const [kept] =
    await superuser`select u.email, f.secret from auth.users u join auth.mfa_factors f on f.user_id = u.id`;
  expect(kept).toEqual({ email: 'a@people.example', secret: 'v1.x.y' });
  await superuser.end();
});
