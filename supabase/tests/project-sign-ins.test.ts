// What sign-ins at a Supabase project leave in the audit log: its Auth only writes into its own tables.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface } from '../../backend/src/supabase-local/testing/test-surface.ts';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../../backend/src/testing/test-deps.ts';

const linesOf = async ({ admin }: Pick<TestDeps, 'admin'>, userId: string) => [
  ...(await admin`select organization_id, action, changes, actor, source from app.audit_log
    where resource = 'sign_in' and record_id = ${userId} order by id`),
];

describe('a sign-in at a Supabase project', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  beforeAll(async () => {
    deps = await createTestDeps();
    // A project has no such column.
    await deps.admin`alter table auth.users drop column email_proven_at`;
    ann = await createPerson(deps);
  });
  afterAll(() => deps.close());

  /** As a project's Auth does: the time first, then the session. */
  const signIn = (address: string | null) =>
    deps.admin.begin(async (tx) => {
      await tx`update auth.users set last_sign_in_at = clock_timestamp() where id = ${ann.userId}`;
      await tx`insert into auth.sessions (user_id, ip, created_at) values (${ann.userId}, ${address}, clock_timestamp())`;
    });

  it('leaves a line in each of the person’s organizations, with the address', async () => {
    const other = await createPerson(deps);
    await deps.admin`insert into app.memberships (organization_id, user_id, role)
      values (${other.organizationId}, ${ann.userId}, 'viewer')`;
    await signIn('198.51.100.7');
    const line = {
      action: 'signed_in',
      changes: { address: [null, '198.51.100.7'] },
      actor: { kind: 'user', id: ann.userId },
      source: 'web',
    };
    const places = [ann.organizationId, other.organizationId].sort();
    const lines = await linesOf(deps, ann.userId);
    expect(lines.sort((one, two) => (one['organization_id'] < two['organization_id'] ? -1 : 1))).toEqual(
      places.map((organization) => ({ organization_id: organization, ...line })),
    );
  });

  it('leaves none when a token is renewed or something else changes', async () => {
    const before = (await linesOf(deps, ann.userId)).length;
    await deps.admin`update auth.users set updated_at = now(), raw_user_meta_data = '{"locale": "ru"}' where id = ${ann.userId}`;
    await deps.admin`update auth.sessions set refreshed_at = now() where user_id = ${ann.userId}`;
    expect(await linesOf(deps, ann.userId)).toHaveLength(before);
  });

  it('says also that the address changed', async () => {
    const bea = await createPerson(deps);
    await deps.admin`update auth.users set email = 'bea@people.example' where id = ${bea.userId}`;
    expect(await linesOf(deps, bea.userId)).toMatchObject([
      { action: 'email_changed', changes: { email: [bea.email, 'bea@people.example'] }, actor: { kind: 'system' } },
    ]);
  });

  it('says also that the password changed, and not when its hash is written anew at a sign-in', async () => {
    const cay = await createPerson(deps);
    await deps.admin`update auth.users set encrypted_password = 'one' where id = ${cay.userId}`;
    await deps.admin`update auth.users set encrypted_password = 'two', last_sign_in_at = now() where id = ${cay.userId}`;
    expect(await linesOf(deps, cay.userId)).toMatchObject([
      { action: 'password_changed', changes: null, actor: { kind: 'system', id: null } },
      { action: 'signed_in', actor: { kind: 'user', id: cay.userId } },
    ]);
  });

  it('goes on where nothing can be noted', async () => {
    await deps.admin`alter table app.audit_log add constraint refuses check (source <> 'web') not valid`;
    const [before] = await deps.admin`select last_sign_in_at from auth.users where id = ${ann.userId}`;
    await signIn(null);
    const [after] = await deps.admin`select last_sign_in_at from auth.users where id = ${ann.userId}`;
    expect(after?.['last_sign_in_at']).not.toEqual(before?.['last_sign_in_at']);
  });
});

it('A sign-in at Kith’s own auth leaves one line, its own', async () => {
  const surface = await startSurface();
  const { data } = await surface.client().auth.signUp({ email: 'ann@people.example', password: 'correct horse' });
  const lines = await linesOf(surface.deps, data.user?.id ?? '');
  expect(lines).toMatchObject([{ action: 'signed_in', changes: { way: [null, 'password'] } }]);
  await surface.close();
});
