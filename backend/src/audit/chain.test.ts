import { randomBytes } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox } from '../secrets/secret-box.ts';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { checkAudit } from './check-audit.ts';
import { sealAudit } from './seal-audit.ts';

describe('the chain of the audit log', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const seal = () => sealAudit({ deps: api.deps, signal: new AbortController().signal });
  const check = (secrets = api.deps.secrets) => checkAudit(api.deps.admin, secrets, ann.organizationId);
  const patch = (id: string, version: number, body: object) =>
    api.call('PATCH', `/v1/contacts/${id}`, { token: ann.token, body, headers: { 'if-match': `"${version}"` } });
  /** Two seals: a person created, and renamed. */
  const twoSeals = async () => {
    const id = await sampleContact(api, ann.token, { name: 'Ada' });
    await seal();
    await patch(id, 1, { name: 'Ada Prospect' });
    await seal();
    return id;
  };
  /** Does what only the machine’s master can: the triggers that keep the lines are off meanwhile. */
  const tamper = (how: (tx: TransactionSql) => Promise<unknown>) =>
    api.deps.admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await how(tx);
    });

  it('holds every line, and is whole', async () => {
    await twoSeals();
    const checked = await check();
    expect(checked).toMatchObject({ seals: 2, erased: 0, problems: [] });
    const [waiting] = await api.deps.admin`
      select count(*)::int as count from app.audit_log where organization_id = ${ann.organizationId} and seal is null`;
    expect(waiting).toEqual({ count: 0 });
  });

  it('goes on with what comes later, also when two seal at once', async () => {
    await twoSeals();
    await sampleContact(api, ann.token, { name: 'Bea' });
    await Promise.all([seal(), seal(), seal()]);
    expect(await check()).toMatchObject({ seals: 3, problems: [] });
  });

  it.each([
    [
      'a changed value',
      (tx: TransactionSql, org: string) => tx`
        update app.audit_log set changes = '{"name": ["Eve", "Ada Prospect"]}'
        where organization_id = ${org} and changes is not null and resource = 'contact'`,
      '1 lines of seal 2 hold other values than were sealed',
    ],
    [
      'another actor',
      (tx: TransactionSql, org: string) => tx`
        update app.audit_log set actor = '{"kind": "system", "id": null}' where organization_id = ${org} and seal = 2`,
      'lines of seal 2 were added, removed or changed',
    ],
    [
      'a line that is gone',
      (tx: TransactionSql, org: string) => tx`delete from app.audit_log where organization_id = ${org} and seal = 2`,
      'lines of seal 2 were added, removed or changed',
    ],
    [
      'a line that is put under an old seal',
      (tx: TransactionSql, org: string) => tx`
        insert into app.audit_log (organization_id, resource, record_id, action, actor, source, seal)
        select organization_id, resource, record_id, 'deleted', actor, source, 1 from app.audit_log
        where organization_id = ${org} and seal = 1 limit 1`,
      'lines of seal 1 were added, removed or changed',
    ],
    [
      'a seal that is gone with its lines',
      async (tx: TransactionSql, org: string) => {
        await tx`delete from app.audit_log where organization_id = ${org} and seal = 1`;
        await tx`delete from app.audit_seals where organization_id = ${org} and number = 1`;
      },
      'seal 1 is missing',
    ],
    [
      'a chain that was made to fit again',
      async (tx: TransactionSql, org: string) => {
        await tx`update app.audit_log set action = 'restored' where organization_id = ${org} and seal = 2`;
        await tx`update app.audit_seals s set chain = c.computed_chain from app.check_audit(${org}) c
          where s.organization_id = ${org} and s.number = c.number`;
      },
      'seal 2 was not signed by this install',
    ],
  ])('shows %s', async (_what, how, problem) => {
    await twoSeals();
    await tamper((tx) => how(tx, ann.organizationId));
    expect((await check()).problems).toContain(problem);
  });

  it('shows seals of a key that is not this install’s', async () => {
    await twoSeals();
    const { problems } = await check(createSecretBox(randomBytes(32)));
    expect(problems).toEqual(['seal 1 was not signed by this install', 'seal 2 was not signed by this install']);
  });

  it('still holds when a person’s values are erased, and the hash of them tells nothing', async () => {
    const id = await twoSeals();
    await api.call('POST', `/v1/contacts/${id}/erase`, { token: ann.token, body: { confirm: true } });
    await seal();
    const checked = await check();
    expect(checked.problems).toEqual([]);
    expect(checked.erased).toBeGreaterThan(0);
    const salts = await api.deps.admin`
      select changes_salt from app.audit_log where record_id = ${id} and changes is not null`;
    expect(salts.every((row) => row['changes_salt'] === null)).toBe(true);
  });

  it('cannot be changed by the database’s own programs either', async () => {
    await twoSeals();
    const { admin } = api.deps;
    const org = ann.organizationId;
    for (const change of [
      () => admin`update app.audit_log set action = 'restored' where organization_id = ${org}`,
      () => admin`update app.audit_log set changes = '{"name": ["x", "y"]}' where organization_id = ${org}`,
      () => admin`update app.audit_log set changes = null where organization_id = ${org} and changes is not null`,
      () => admin`update app.audit_log set seal = null where organization_id = ${org}`,
      () => admin`update app.audit_log set id = app.uuid_v7() where organization_id = ${org}`,
      () => admin`delete from app.audit_log where organization_id = ${org}`,
      () => admin`truncate app.audit_log`,
    ]) {
      await expect(change()).rejects.toMatchObject({ code: '42501' });
    }
    expect((await check()).problems).toEqual([]);
  });
});
