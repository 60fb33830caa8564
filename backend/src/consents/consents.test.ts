import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readAs, writeAs } from '../db/tenant.ts';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { Consent, ConsentPurposes, Consents } from './schema.ts';

describe('consents', () => {
  let api: TestApi;
  let ann: TestPerson;
  let contact: string;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    contact = await sampleContact(api, ann.token);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, token = ann.token) =>
    api.call(method, path, { token, ...(body ? { body } : {}) });
  const record = (body: object, id = contact) => call('POST', `/v1/contacts/${id}/consents`, body);
  const withdraw = (purpose: string, id = contact) => call('POST', `/v1/contacts/${id}/consents/withdraw`, { purpose });
  const undo = (undoToken: string | null) => call('POST', '/v1/undo', { undoToken });
  const held = async (id = contact) => {
    const { body } = await call('GET', `/v1/contacts/${id}/consents`);
    return Consents.parse(body).items.map(({ purpose, state }) => `${purpose} ${state}`);
  };
  const history = async (id = contact, query = '') => {
    const { body } = await call('GET', `/v1/contacts/${id}/consents/history${query}`);
    return z.object({ items: z.array(Consent), nextCursor: z.string().nullable() }).parse(body);
  };
  const found = async (field: string, op: string, ...value: string[]) => {
    const filter = { version: 1, where: { field, op, ...(value.length > 0 ? { value } : {}) } };
    const { body } = await call('POST', '/v1/views/ids', { resource: 'contacts', filter });
    const byView = z.object({ ids: z.array(z.string()) }).parse(body).ids;
    // The database's own reading, which bounds embed keys, says the same.
    const [where] = await api.deps.admin<{ sql: string }[]>`
      select app.view_condition('contacts', ${ann.organizationId}, ${JSON.stringify(filter.where)}::text::jsonb, 'UTC',
        '2026-11-21') as sql`;
    const bySegment = await api.deps.admin.unsafe<{ id: string }[]>(
      `select r.id from app.contacts r where r.organization_id = '${ann.organizationId}' and ${where?.sql}`,
    );
    expect(bySegment.map(({ id }) => id).toSorted()).toEqual(byView.toSorted());
    return byView;
  };

  it('say for each purpose what holds now, how it was obtained and who wrote it down', async () => {
    const given = await record({
      purpose: 'Newsletter',
      at: '2026-03-01T10:00:00Z',
      source: 'Form at the fair',
      wording: 'I want the newsletter once a month.',
    });
    expect(given.status).toBe(201);
    expect(Consent.parse(given.body)).toMatchObject({
      contactId: contact,
      purpose: 'newsletter',
      basis: 'consent',
      state: 'given',
      source: 'Form at the fair',
      wording: 'I want the newsletter once a month.',
      recordedBy: ann.userId,
      struckAt: null,
    });
    await record({ purpose: 'Tea parties', basis: 'legitimate_interests' });
    expect(await held()).toEqual(['newsletter given', 'Tea parties given']);
    const { body } = await call('GET', '/v1/consent-purposes');
    expect(ConsentPurposes.parse(body).items).toEqual([
      { purpose: 'newsletter', given: 1, withdrawn: 0 },
      { purpose: 'Tea parties', given: 1, withdrawn: 0 },
    ]);
  });

  it('are withdrawn in one step, once, on the basis that stood; nothing is rewritten', async () => {
    await record({ purpose: 'tea', basis: 'legitimate_interests', wording: 'Said so by phone' });
    const gone = await withdraw('TEA');
    expect(gone.status).toBe(201);
    expect(Consent.parse(gone.body)).toMatchObject({ state: 'withdrawn', basis: 'legitimate_interests' });
    expect(await withdraw('tea')).toMatchObject({ status: 200, body: { id: gone.body.id, undoToken: null } });
    expect(await held()).toEqual(['TEA withdrawn']);
    const { items } = await history();
    expect(items.map(({ state, wording }) => [state, wording])).toEqual([
      ['withdrawn', null],
      ['given', 'Said so by phone'],
    ]);
    // Who objects to what was never asked.
    await withdraw('marketing');
    expect(await held()).toEqual(['marketing withdrawn', 'TEA withdrawn']);
  });

  it('count by when the person said so, not by when somebody wrote it down', async () => {
    await withdraw('newsletter');
    await record({ purpose: 'newsletter', at: '2024-05-01T00:00:00Z' });
    expect(await held()).toEqual(['newsletter withdrawn']);
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    expect(await record({ purpose: 'newsletter', at: ahead })).toMatchObject({
      status: 422,
      body: { code: 'invalid_input', errors: [{ path: 'at' }] },
    });
  });

  it('are struck out by undo, and stay to be read', async () => {
    const given = await record({ purpose: 'marketing' });
    const gone = await withdraw('marketing');
    expect((await undo(gone.body.undoToken)).status).toBe(200);
    expect(await held()).toEqual(['marketing given']);
    expect((await undo(given.body.undoToken)).status).toBe(200);
    expect(await held()).toEqual([]);
    const { items } = await history();
    expect(items.map(({ state, struckBy }) => [state, struckBy])).toEqual([
      ['withdrawn', ann.userId],
      ['given', ann.userId],
    ]);
  });

  it('come page by page', async () => {
    for (const purpose of ['a', 'b', 'c']) await record({ purpose });
    const first = await history(contact, '?limit=2');
    const second = await history(contact, `?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ purpose }) => purpose)).toEqual(['c', 'b', 'a']);
    expect(second.nextCursor).toBeNull();
  });

  it('cannot be rewritten by a statement, nor an entry that was struck out be brought back', async () => {
    const { body } = await record({ purpose: 'newsletter', wording: 'As agreed' });
    const change = (set: string) =>
      writeAs(api.deps.sql, ann.claims, (tx) => tx.unsafe(`update app.consents set ${set} where id = '${body.id}'`));
    for (const set of [`state = 'withdrawn'`, `wording = 'Otherwise'`, `at = now()`, `contact_id = id`]) {
      await expect(change(set)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(change('struck_at = null')).rejects.toMatchObject({ code: '42501' });
    await undo(body.undoToken);
    expect((await change('struck_at = null')).count).toBe(0);
    await expect(
      writeAs(api.deps.sql, ann.claims, (tx) => tx`delete from app.consents where id = ${body.id}`),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('are read by viewers and written by members; a key writes what it was given the right for', async () => {
    const viewer = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'viewer' });
    const path = `/v1/contacts/${contact}/consents`;
    expect((await call('GET', path, undefined, viewer.token)).status).toBe(200);
    expect((await call('POST', path, { purpose: 'newsletter' }, viewer.token)).status).toBe(403);
    const secretOf = async (permissions: string[]) =>
      String((await call('POST', '/v1/api-keys', { name: 'Form', permissions })).body.secret);
    const form = await secretOf(['contacts.read', 'consents.read', 'consents.write']);
    const made = await call('POST', path, { purpose: 'newsletter', source: 'Web form' }, form);
    expect(made).toMatchObject({ status: 201, body: { recordedBy: null, source: 'Web form' } });
    const other = await secretOf(['contacts.read', 'contacts.write']);
    expect((await call('POST', path, { purpose: 'newsletter' }, other)).status).toBe(403);
  });

  it('say beside it that somebody is not to be contacted at all', async () => {
    await record({ purpose: 'marketing' });
    await api.call('PATCH', `/v1/contacts/${contact}`, {
      token: ann.token,
      headers: { 'if-match': '"1"' },
      body: { doNotContact: true },
    });
    const { body } = await call('GET', `/v1/contacts/${contact}/consents`);
    expect(body).toMatchObject({ doNotContact: true, items: [{ purpose: 'marketing', state: 'given' }] });
  });

  it('bound lists of people', async () => {
    const no = await sampleContact(api, ann.token, { name: 'No' });
    const gone = await sampleContact(api, ann.token, { name: 'Gone' });
    const mistake = await sampleContact(api, ann.token, { name: 'Mistake' });
    await record({ purpose: 'newsletter' });
    await record({ purpose: 'newsletter' }, gone);
    await withdraw('newsletter', gone);
    await undo((await record({ purpose: 'newsletter' }, mistake)).body.undoToken);
    expect(await found('consentGiven', 'any_of', 'NEWSLETTER')).toEqual([contact]);
    expect(await found('consentWithdrawn', 'any_of', 'newsletter')).toEqual([gone]);
    expect((await found('consentGiven', 'is_empty')).toSorted()).toEqual([gone, mistake, no].toSorted());
    expect((await found('consentGiven', 'none_of', 'newsletter')).toSorted()).toEqual([gone, mistake, no].toSorted());
  });

  it('bound lists by their lawful basis, purpose by purpose', async () => {
    const other = await sampleContact(api, ann.token, { name: 'Other' });
    const gone = await sampleContact(api, ann.token, { name: 'Gone' });
    await record({ purpose: 'newsletter', at: '2026-01-01T00:00:00Z' });
    await record({ purpose: 'newsletter', basis: 'legitimate_interests', at: '2026-01-02T00:00:00Z' });
    await record({ purpose: 'newsletter' }, other);
    await record({ purpose: 'Fête', basis: 'contract' }, other);
    await record({ purpose: 'newsletter' }, gone);
    await withdraw('newsletter', gone);
    const on = (value: string) => found('consentBasis', 'any_of', value);
    expect(await on('newsletter:legitimate_interests')).toEqual([contact]);
    expect([await on('Newsletter:consent'), await on('fete:contract')]).toEqual([[other], [other]]);
    expect(await found('consentBasis', 'is_empty')).toEqual([gone]);
    expect((await found('consentBasis', 'none_of', 'newsletter:consent')).toSorted()).toEqual(
      [contact, gone].toSorted(),
    );
  });

  it('follow a merge, where the newest of both holds, and go back with its undo', async () => {
    const twin = await sampleContact(api, ann.token, { name: 'Ada P.' });
    await record({ purpose: 'newsletter', at: '2026-01-01T00:00:00Z' });
    await record({ purpose: 'marketing', at: '2026-01-01T00:00:00Z' });
    await withdraw('newsletter', twin);
    const merged = await call('POST', '/v1/contacts/merge', { winnerId: contact, loserId: twin });
    expect(await held()).toEqual(['marketing given', 'newsletter withdrawn']);
    expect((await call('GET', `/v1/contacts/${twin}/consents`)).body).toMatchObject({
      code: 'record_merged',
      mergedInto: contact,
    });
    await undo(merged.body.undoToken);
    expect([await held(), await held(twin)]).toEqual([
      ['marketing given', 'newsletter given'],
      ['newsletter withdrawn'],
    ]);
  });

  it('stand in the export of their person', async () => {
    await record({ purpose: 'newsletter', wording: 'Once a month' });
    const { body } = await call('GET', `/v1/contacts/${contact}/export`);
    expect(JSON.stringify(body)).toContain('Once a month');
  });

  it('leave, of an erased person, that somebody withdrew, without a word of how', async () => {
    await record({ purpose: 'newsletter', source: 'Fair', wording: 'Yes please' });
    await record({ purpose: 'newsletter', state: 'withdrawn', source: 'Letter of Ada', wording: 'No more' });
    await record({ purpose: 'Letters to Ada', state: 'withdrawn' });
    await call('POST', `/v1/contacts/${contact}/erase`, { confirm: true });
    const left = await api.deps.admin`
      select purpose, state, source, wording, recorded_by from app.consents where contact_id = ${contact} order by purpose`;
    const bare = { state: 'withdrawn', source: null, wording: null, recorded_by: null };
    expect(left.map((row) => ({ ...row }))).toEqual([
      { ...bare, purpose: 'newsletter' },
      { ...bare, purpose: 'other' },
    ]);
    const log = await readAs(
      api.deps.sql,
      ann.claims,
      (tx) => tx`
      select changes from app.audit_log where resource = 'consent' and record_id = ${contact}`,
    );
    expect(log.length).toBeGreaterThan(0);
    expect(JSON.stringify(log)).not.toMatch(/Ada|Fair|No more/);
  });
});
