import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../backend/src/db/tenant.ts';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../../backend/src/testing/test-deps.ts';
import { reaches } from './actors.ts';

describe('an embed key opens no more than its maker may read', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  /** Manages keys, and reads people alone. */
  let bea: TestPerson;
  beforeAll(async () => {
    deps = await createTestDeps();
    ann = await createPerson(deps);
    const [role] = await deps.admin<{ id: string }[]>`
      insert into app.roles (organization_id, name, permissions)
      values (${ann.organizationId}, 'Keeper', '{contacts.read,keys.manage,organization.read}') returning id`;
    bea = await createPerson(deps, { organizationId: ann.organizationId, role: role?.id ?? '' });
  });
  afterAll(() => deps.close());

  const add = (tx: Tx, permissions: string[], maker: TestPerson) => tx`
    insert into app.embed_keys (organization_id, name, key, allowed_origins, widgets, permissions, created_by)
    values (${ann.organizationId}, 'Key', ${randomUUID()}, '{https://intranet.example}', '{}', ${permissions}, ${maker.userId})
    returning id`;
  const adds = (who: TestPerson, permissions: string[], maker = who) =>
    reaches(deps, who.claims, (tx) => add(tx, permissions, maker));

  it('when it is added, and in the maker’s own name', async () => {
    expect([await adds(bea, ['contacts.read']), await adds(ann, ['contacts.read', 'deals.read'])]).toEqual([
      true,
      true,
    ]);
    expect(await adds(bea, ['deals.read'])).toBe(false);
    expect(await adds(bea, ['contacts.read', 'companies.read'])).toBe(false);
    expect(await adds(bea, ['keys.manage'])).toBe(false);
    expect(await adds(bea, ['contacts.read'], ann)).toBe(false);
  });

  it.each([
    ["permissions = '{contacts.read,deals.read}'"],
    ["widgets = '{}'"],
    ["allowed_origins = '{https://elsewhere.example}'"],
    ['segment_id = null, segmented = false'],
    ['identified = false'],
    ['created_at = now()'],
  ])('and is not changed afterwards: %s', async (change) => {
    const [key] = await add(deps.admin, ['contacts.read'], ann);
    const changes = (set: string) =>
      reaches(deps, ann.claims, (tx) => tx`update app.embed_keys set ${tx.unsafe(set)} where id = ${key?.['id']}`);
    expect([await changes(change), await changes('revoked_at = now()')]).toEqual([false, true]);
  });

  it('nor comes back once it is revoked, and lets its view go', async () => {
    const [view] = await deps.admin`
      insert into app.views (organization_id, name, resource, shared, owner_id, filter)
      values (${ann.organizationId}, 'Bound', 'contacts', true, ${ann.userId}, '{"version":1,"where":{"all":[]}}') returning id`;
    const [key] = await deps.admin`
      insert into app.embed_keys (organization_id, name, key, allowed_origins, widgets, permissions, segmented, segment_id)
      values (${ann.organizationId}, 'Bound', 'pk_bound', '{https://intranet.example}', '{}', '{contacts.read}', true, ${view?.['id']})
      returning id`;
    await deps.admin`update app.embed_keys set revoked_at = now() where id = ${key?.['id']}`;
    const [left] = await deps.admin`select segment_id from app.embed_keys where id = ${key?.['id']}`;
    expect(left).toEqual({ segment_id: null });
    const back = await reaches(
      deps,
      ann.claims,
      (tx) => tx`update app.embed_keys set revoked_at = null where id = ${key?.['id']}`,
    );
    expect(back).toBe(false);
  });
});
