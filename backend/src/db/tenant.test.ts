import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, createTestDeps, type TestDeps } from '../testing/test-deps.ts';
import { readAs, writeAs } from './tenant.ts';

describe('a tenant transaction', () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await createTestDeps();
  });
  afterAll(() => deps.close());

  it('sees the caller’s organization and no other', async () => {
    const [ann, bob] = [await createPerson(deps), await createPerson(deps)];
    const rows = await readAs(deps.sql, ann.claims, (tx) => tx`select id from app.organizations`);
    expect(rows.map((row) => row['id'])).toEqual([ann.organizationId]);
    expect(bob.organizationId).not.toBe(ann.organizationId);
  });

  it('keeps nothing of a write that fails', async () => {
    const ann = await createPerson(deps);
    const failing = writeAs(deps.sql, ann.claims, async (tx) => {
      await tx`insert into app.companies (organization_id, name) values (${ann.organizationId}, 'Acme')`;
      throw new Error('later step');
    });
    await expect(failing).rejects.toThrow('later step');
    const rows = await readAs(deps.sql, ann.claims, (tx) => tx`select from app.companies`);
    expect(rows).toHaveLength(0);
  });

  it('leaves no claims behind on a pooled connection', async () => {
    const ann = await createPerson(deps);
    await readAs(deps.sql, ann.claims, (tx) => tx`select 1`);
    const rows = await Promise.all(
      Array.from(
        { length: 8 },
        () => deps.sql`select current_setting('request.jwt.claims', true) as claims, current_user as role`,
      ),
    );
    for (const [row] of rows) expect([row?.['claims'] || '', row?.['role']]).toEqual(['', 'authenticator']);
  });

  it('refuses writes in a read', async () => {
    const ann = await createPerson(deps);
    const writing = readAs(deps.sql, ann.claims, (tx) => tx`update app.organizations set name = 'Other'`);
    await expect(writing).rejects.toThrow('read-only');
  });

  it('settles where it acts, and refuses with the reason of the gate instead of what the query then fails of', async () => {
    const [ann, bob] = [await createPerson(deps), await createPerson(deps)];
    const where = (organization: string | null, permission: string) =>
      readAs(deps.sql, ann.claims, (tx) => tx`select app.acting_organization() as id`, { organization, permission });
    expect(await where(null, 'contacts.read')).toMatchObject([{ id: ann.organizationId }]);
    await expect(where(bob.organizationId, 'contacts.read')).rejects.toMatchObject({ code: '42501' });
    await expect(where(null, 'no.such')).rejects.toMatchObject({ code: '42501' });
  });
});
