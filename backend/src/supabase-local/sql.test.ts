import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDeps, type TestDeps } from '../testing/test-deps.ts';
import { nextBroadcast, subscribed } from './testing/channels.ts';
import { startSurface } from './testing/test-surface.ts';

describe('what the embedded database has of Supabase’s', () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await createTestDeps();
  });
  afterAll(() => deps.close());

  it('are roles that nobody signs in with, held by one that inherits nothing', async () => {
    const roles = await deps.admin`select rolname, rolcanlogin, rolinherit, rolbypassrls, rolsuper from pg_roles
      where rolname in ('anon', 'authenticated', 'service_role', 'authenticator') order by rolname`;
    const role = (rolname: string, more = {}) => {
      const none = { rolcanlogin: false, rolinherit: false, rolbypassrls: false, rolsuper: false };
      return { rolname, ...none, ...more };
    };
    expect([...roles]).toEqual([
      role('anon'),
      role('authenticated'),
      role('authenticator', { rolcanlogin: true }),
      role('service_role', { rolbypassrls: true }),
    ]);
    const held = await deps.admin`select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid
      where m.member = 'authenticator'::regrole order by r.rolname`;
    expect(held.map(({ rolname }) => rolname)).toEqual(['anon', 'authenticated', 'kith_reader', 'service_role']);
  });

  it('are functions that read the claims of a request, which are gone after it', async () => {
    const sub = randomUUID();
    const claims = JSON.stringify({ sub, role: 'authenticated', email: 'ada@people.example', aal: 'aal2' });
    const read = (tx: TransactionSql) => tx`select auth.uid() as uid, auth.role() as role, auth.email() as email,
      auth.jwt() ->> 'aal' as aal, realtime.topic() as topic`;
    const [inside] = await deps.admin.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${claims}, true), set_config('realtime.topic', 'room', true)`;
      return read(tx);
    });
    expect(inside).toEqual({
      uid: sub,
      role: 'authenticated',
      email: 'ada@people.example',
      aal: 'aal2',
      topic: 'room',
    });
    const [after] = await deps.admin.begin(read);
    expect(after).toEqual({ uid: null, role: null, email: null, aal: null, topic: null });
    const volatile = await deps.admin`select p.proname from pg_proc p where provolatile <> 's'
      and pronamespace = 'auth'::regnamespace and proname in ('uid', 'role', 'email', 'jwt')`;
    expect(volatile).toHaveLength(0);
  });

  it('are tables with the names of theirs', async () => {
    const tables = await deps.admin`select table_name from information_schema.tables where table_schema = 'auth'
      and table_name in ('users', 'sessions', 'refresh_tokens', 'identities', 'mfa_factors', 'mfa_challenges', 'one_time_tokens', 'flow_state')`;
    expect(tables).toHaveLength(8);
    const columns = await deps.admin`select column_name from information_schema.columns
      where table_schema = 'realtime' and table_name = 'messages'
      and column_name in ('id', 'topic', 'extension', 'payload', 'event', 'private', 'inserted_at')`;
    expect(columns).toHaveLength(7);
    const [secured] = await deps.admin`select relrowsecurity from pg_class where oid = 'realtime.messages'::regclass`;
    expect(secured).toEqual({ relrowsecurity: true });
  });

  it('are the extensions that their projects have, and a schema for them on the search path', async () => {
    const names = ['btree_gist', 'citext', 'hstore', 'ltree', 'pg_trgm', 'pgcrypto', 'unaccent'];
    const available =
      await deps.admin`select name from pg_available_extensions where name = any(${names}) order by name`;
    expect(available.map(({ name }) => name)).toEqual(names);
    const [trigrams] =
      await deps.admin`select extnamespace::regnamespace::text as schema from pg_extension where extname = 'pg_trgm'`;
    expect(trigrams).toEqual({ schema: 'extensions' });
  });

  it('are no grants that nobody wrote: a new table is closed', async () => {
    await deps.admin`create table public.plain (id int)`;
    const [granted] = await deps.admin`select has_table_privilege('anon', 'public.plain', 'select') as anon,
      has_table_privilege('authenticated', 'public.plain', 'select') as people`;
    expect(granted).toEqual({ anon: false, people: false });
  });
});

it('A trigger of the database tells listeners what changed in a row, by realtime.broadcast_changes', async () => {
  const surface = await startSurface();
  const [id, topic] = [randomUUID(), `room-${randomUUID()}`];
  await surface.deps.admin`create table public.rows (id uuid primary key, value text)`;
  await surface.deps.admin.unsafe(`create function public.tell() returns trigger language plpgsql as $$ begin
    perform realtime.broadcast_changes('${topic}', tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
    return null; end $$`);
  await surface.deps.admin`create trigger tell after insert or update or delete on public.rows
    for each row execute function public.tell()`;
  const channel = surface.adminClient().channel(topic, { config: { private: true } });
  const heard = (event: string) => nextBroadcast(channel, event);
  const [inserted, updated, deleted] = [heard('INSERT'), heard('UPDATE'), heard('DELETE')];
  expect(await subscribed(channel)).toBe('SUBSCRIBED');
  await surface.deps.admin`insert into public.rows values (${id}, 'first')`;
  await surface.deps.admin`update public.rows set value = 'second'`;
  await surface.deps.admin`delete from public.rows`;
  const where = { schema: 'public', table: 'rows' };
  const [first, second] = [
    { id, value: 'first' },
    { id, value: 'second' },
  ];
  expect((await inserted).payload).toMatchObject({ ...where, operation: 'INSERT', record: first, old_record: null });
  expect((await updated).payload).toMatchObject({ ...where, operation: 'UPDATE', record: second, old_record: first });
  expect((await deleted).payload).toMatchObject({ ...where, operation: 'DELETE', record: null, old_record: second });
  await surface.close();
});
