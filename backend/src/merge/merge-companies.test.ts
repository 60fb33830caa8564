import { describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi } from '../testing/test-api.ts';
import { createPerson } from '../testing/test-deps.ts';
import { everyRow } from './testing/every-row.ts';

describe('merging companies', () => {
  it('moves people, deals, domains and points, and undoes it byte for byte', async () => {
    const api = await createTestApi();
    const ann = await createPerson(api.deps);
    const call = (method: string, path: string, body?: object) =>
      api.call(method, path, { token: ann.token, ...(body ? { body } : {}) });
    const company = async (body: object) => (await call('POST', '/v1/companies', body)).body.id;
    const winner = await company({ name: 'Fernhill', domain: 'fernhill.example', language: 'en' });
    const told = { timeZone: 'Europe/Dublin', language: 'ga', source: 'Fair 2026', doNotContact: true };
    const loser = await company({ name: 'Fernhill Ltd', domain: 'fernhill-ltd.example', ...told });
    const due = { local: '2030-02-01T09:00', zone: 'UTC' };
    await call('POST', '/v1/tasks', { title: 'Call', record: { type: 'company', id: loser }, due });
    const ada = await sampleContact(api, ann.token, { name: 'Ada', companyName: 'Fernhill' });
    await sampleContact(api, ann.token, { name: 'Bea', companyName: 'Fernhill Ltd', title: 'CTO' });
    await call('POST', '/v1/interactions', sampleMessage(ada, 'm1'));
    const deal = (await call('POST', '/v1/deals', { name: 'Stairs', companyId: loser })).body.id;
    await call('POST', '/v1/notes', { body: 'Note', record: { type: 'company', id: loser } });
    const before = await everyRow(api.deps, ann.organizationId);
    const merged = (await call('POST', '/v1/companies/merge', { winnerId: winner, loserId: loser })).body;
    expect(merged.company).toMatchObject({ name: 'Fernhill', domains: ['fernhill.example', 'fernhill-ltd.example'] });
    expect(merged.company).toMatchObject({ ...told, language: 'en', nextTaskAt: '2030-02-01T09:00:00+00:00' });
    expect((await call('GET', `/v1/deals/${deal}`)).body.company?.id).toBe(winner);
    const bea = (await call('GET', '/v1/contacts?search=Bea')).body.items[0];
    expect([bea?.company?.id, bea?.title]).toEqual([winner, 'CTO']);
    const gone = await call('GET', `/v1/companies/${loser}`);
    expect([gone.status, gone.body.mergedInto]).toEqual([410, winner]);
    expect((await call('POST', '/v1/undo', { undoToken: merged.undoToken })).status).toBe(200);
    expect(await everyRow(api.deps, ann.organizationId)).toEqual(before);
    const choices = { language: 'loser', source: 'winner', doNotContact: 'winner' };
    const chosen = await call('POST', '/v1/companies/merge', { winnerId: winner, loserId: loser, choices });
    expect(chosen.body.company).toMatchObject({ language: 'ga', source: null, doNotContact: false });
    await api.close();
  });
});

describe('the merge’s rules', () => {
  it('name every column that refers to a contact or a company', async () => {
    const api = await createTestApi();
    const columns = await api.deps.admin`
      select distinct case p.relname when 'contacts' then 'contact' else 'company' end as kind, t.relname as table, a.attname as column
      from pg_constraint f
      join pg_class t on t.oid = f.conrelid
      join pg_class p on p.oid = f.confrelid and p.oid in ('app.contacts'::regclass, 'app.companies'::regclass)
      join unnest(f.conkey) as key (nth) on true
      join pg_attribute a on a.attrelid = t.oid and a.attnum = key.nth and a.attname <> 'organization_id'
      where f.contype = 'f' order by 1, 2, 3`;
    const rules = await api.deps.admin`
      select record_type as kind, table_name as table, column_name as column from app.merge_rules order by 1, 2, 3`;
    // A new table adds its line in a migration after merges.sql: `select app.keep_merged('contact', 'visits', 'contact_id');`
    expect(rules.map((row) => ({ ...row }))).toEqual(columns.map((row) => ({ ...row })));
    await api.close();
  });
});
