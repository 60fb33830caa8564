import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAudit } from '../audit/check-audit.ts';
import { sealAudit } from '../audit/seal-audit.ts';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { sealAnew } from './rotate-keys.ts';
import { purposeOfFactor } from './sealed-columns.ts';
import { createSecretBox } from './secret-box.ts';

describe('a change of the key', () => {
  let api: TestApi;
  let ann: TestPerson;
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const before = createSecretBox(first);
  const during = createSecretBox(second, first);
  const after = createSecretBox(second);
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const addFactor = async (secret: string) => {
    const id = randomUUID();
    await api.deps.admin`
      insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
      values (${id}, ${ann.userId}, ${id}, 'totp', 'verified', ${secret}, now(), now())`;
    return id;
  };
  const secretOf = async (id: string) => {
    const [row] = await api.deps.admin<{ secret: string }[]>`select secret from auth.mfa_factors where id = ${id}`;
    return row?.secret ?? '';
  };

  it('leaves nothing sealed or signed under the one before, and may be run again', async () => {
    const id = await addFactor('');
    await api.deps.admin`
      update auth.mfa_factors set secret = ${before.seal('JBSWY3DP', purposeOfFactor(id))} where id = ${id}`;
    await sampleContact(api, ann.token);
    await sealAudit({ deps: { ...api.deps, secrets: before }, signal: new AbortController().signal });

    expect(await sealAnew(api.deps.admin, during)).toEqual({ sealed: 1, signed: 1 });
    expect(await sealAnew(api.deps.admin, during)).toEqual({ sealed: 0, signed: 0 });
    expect(after.open(await secretOf(id), purposeOfFactor(id))).toBe('JBSWY3DP');
    expect((await checkAudit(api.deps.admin, after, ann.organizationId)).problems).toEqual([]);
  });

  it('never signs what the key before had not signed', async () => {
    const bob = await createPerson(api.deps);
    await sampleContact(api, bob.token);
    const stranger = createSecretBox(randomBytes(32));
    await sealAudit({ deps: { ...api.deps, secrets: stranger }, signal: new AbortController().signal });
    expect(await sealAnew(api.deps.admin, during)).toMatchObject({ signed: 0 });
    expect((await checkAudit(api.deps.admin, after, bob.organizationId)).problems).toEqual([
      'seal 1 was not signed by this install',
    ]);
  });

  it('stops at a secret that does not open, and leaves it as it is', async () => {
    const lost = createSecretBox(randomBytes(32)).seal('x', 'totp:x');
    const id = await addFactor(lost);
    await expect(sealAnew(api.deps.admin, during)).rejects.toThrow('does not open under the key before');
    expect(await secretOf(id)).toBe(lost);
  });
});
