import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAs } from '../db/tenant.ts';
import { sampleContact, sampleEmbed } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('the audit log', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const logOf = async (recordId: string, more = '') =>
    (await api.call('GET', `/v1/audit?recordId=${recordId}${more}`, { token: ann.token })).body.items;
  const said = (entries: Awaited<ReturnType<typeof logOf>>) =>
    entries.map(({ resource, action, changes }) => ({ resource, action, changes }));
  const patch = (path: string, version: number, body: object, headers: Record<string, string> = {}) =>
    api.call('PATCH', path, { token: ann.token, body, headers: { 'if-match': `"${version}"`, ...headers } });
  const email = (value: string) => ({ kind: 'email', value });

  it('says who changed which field of a contact from what to what', async () => {
    const id = await sampleContact(api, ann.token, { name: 'Ada', points: [email('ada@one.example')] });
    await patch(
      `/v1/contacts/${id}`,
      1,
      { name: 'Ada Prospect', notes: 'Met in Porto' },
      { 'x-request-id': 'the-edit' },
    );
    const log = await logOf(id);
    expect(said(log)).toEqual([
      {
        resource: 'contact',
        action: 'updated',
        changes: { name: ['Ada', 'Ada Prospect'], notes: [null, 'Met in Porto'] },
      },
      { resource: 'contact', action: 'created', changes: null },
    ]);
    expect(log[0]).toMatchObject({
      organizationId: ann.organizationId,
      actor: { kind: 'user', id: ann.userId },
      source: 'web',
      requestId: 'the-edit',
    });
  });

  it('says which contact points went and which came, but not those that a new contact brought', async () => {
    const id = await sampleContact(api, ann.token, { name: 'Bea', points: [email('bea@one.example')] });
    await patch(`/v1/contacts/${id}`, 1, { points: [email('bea@two.example')] });
    expect(said(await logOf(id))).toEqual([
      { resource: 'contact', action: 'updated', changes: { points: [[], ['bea@two.example']] } },
      { resource: 'contact', action: 'updated', changes: { points: [['bea@one.example'], []] } },
      { resource: 'contact', action: 'created', changes: null },
    ]);
  });

  it('says who came to a deal, who left it, and who has another role there, but not who stayed', async () => {
    const [ada, bea, cid] = [
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token),
    ];
    const as = (contactId: string, role: string | null = null) => ({ contactId, role });
    const body = { name: 'Stairs', contacts: [as(ada, 'Buyer'), as(bea)] };
    const { id } = (await api.call('POST', '/v1/deals', { token: ann.token, body })).body;
    const changes = async () =>
      said(await logOf(id)).flatMap(({ action, changes }) => (action === 'updated' ? [changes?.['contacts']] : []));
    expect(await changes()).toEqual([]);
    await patch(`/v1/deals/${id}`, 1, { contacts: [as(ada, 'Buyer'), as(bea), as(cid, 'Guide')] });
    await patch(`/v1/deals/${id}`, 2, { contacts: [as(ada, 'Owner'), as(cid, 'Guide')] });
    expect(await changes()).toEqual([
      [[], [ada]],
      [[ada, bea], []],
      [[], [cid]],
    ]);
  });

  it('knows a soft delete and a restore', async () => {
    const id = await sampleContact(api, ann.token);
    await api.call('DELETE', `/v1/contacts/${id}`, { token: ann.token });
    await api.call('POST', `/v1/contacts/${id}/restore`, { token: ann.token });
    expect(said(await logOf(id))).toEqual([
      { resource: 'contact', action: 'restored', changes: null },
      { resource: 'contact', action: 'deleted', changes: null },
      { resource: 'contact', action: 'created', changes: null },
    ]);
  });

  it('leaves no line for bookkeeping: a logged message, a new place on the board', async () => {
    const { token } = ann;
    const id = await sampleContact(api, token);
    const message = {
      contactId: id,
      channel: 'email',
      direction: 'inbound',
      externalId: 'a1',
      occurredAt: '2026-01-02T03:04:05Z',
    };
    await api.call('POST', '/v1/interactions', { token, body: message });
    expect(await logOf(id)).toHaveLength(1);
    const first = (await api.call('POST', '/v1/deals', { token, body: { name: 'First' } })).body;
    const second = (await api.call('POST', '/v1/deals', { token, body: { name: 'Second' } })).body;
    await api.call('POST', `/v1/deals/${first.id}/move`, {
      token,
      body: { stageId: first.stage.id, beforeId: second.id },
    });
    expect(await logOf(first.id)).toHaveLength(1);
  });

  it('says between which stages a deal moved', async () => {
    const { token } = ann;
    const deal = (await api.call('POST', '/v1/deals', { token, body: { name: 'Stairs' } })).body;
    const [pipeline] = (await api.call('GET', '/v1/pipelines', { token })).body.items;
    const won = pipeline?.stages.find(({ kind }) => kind === 'won')?.id;
    await api.call('POST', `/v1/deals/${deal.id}/move`, { token, body: { stageId: won } });
    expect(said(await logOf(deal.id))[0]).toEqual({
      resource: 'deal',
      action: 'updated',
      changes: { stageId: [deal.stage.id, won] },
    });
  });

  it('holds members, companies, pipelines, stages and embed keys too', async () => {
    const { token } = ann;
    const company = (await api.call('POST', '/v1/companies', { token, body: { name: 'Acme' } })).body;
    await patch(`/v1/companies/${company.id}`, 1, { domain: 'acme.example' });
    expect(said(await logOf(company.id))[0]).toMatchObject({ changes: { domain: [null, 'acme.example'] } });
    const pipeline = (await api.call('POST', '/v1/pipelines', { token, body: { name: 'Partners' } })).body;
    expect(said(await logOf(pipeline.id))).toEqual([{ resource: 'pipeline', action: 'created', changes: null }]);
    expect(said(await logOf(pipeline.stages[0]?.id ?? ''))[0]).toMatchObject({ resource: 'pipeline_stage' });
    const { key } = await sampleEmbed(api, token);
    await api.call('DELETE', `/v1/embed-keys/${key.id}`, { token });
    expect(said(await logOf(key.id))[0]?.changes).toHaveProperty('revokedAt');
    expect(said(await logOf(ann.userId))).toEqual([{ resource: 'member', action: 'created', changes: null }]);
  });

  it('says where a change came from, and takes no word that is not on the list', async () => {
    const { token } = ann;
    const body = { name: 'Ada' };
    const made = await api.call('POST', '/v1/contacts', { token, body, headers: { 'kith-source': 'extension' } });
    expect((await logOf(made.body.contact.id))[0]?.source).toBe('extension');
    for (const source of ['import', 'nonsense', '']) {
      const refused = await api.call('POST', '/v1/contacts', { token, body, headers: { 'kith-source': source } });
      expect([refused.status, refused.body.code]).toEqual([422, 'invalid_input']);
    }
  });

  it('calls what nobody asked for the system’s', async () => {
    const [row] = await api.deps.admin`
      insert into app.contacts (organization_id, name) values (${ann.organizationId}, 'Ada') returning id`;
    expect((await logOf(String(row?.['id'])))[0]).toMatchObject({
      actor: { kind: 'system', id: null },
      source: 'system',
    });
  });

  it('writes one line a row, however many a statement changes, and cuts long texts', async () => {
    const text = 'x'.repeat(20_000);
    await writeAs(
      api.deps.sql,
      ann.claims,
      async (tx) => {
        await tx`insert into app.contacts (organization_id, name) select ${ann.organizationId}, 'Many ' || n from generate_series(1, 300) n`;
        await tx`update app.contacts set notes = ${text} where name like 'Many %'`;
      },
      { source: 'import', requestId: 'many' },
    );
    const rows = await api.deps.admin`
      select action, count(*)::int as lines, max(length(changes #>> '{notes,1}')) as longest
      from app.audit_log where request_id = 'many' and source = 'import' group by action order by action`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { action: 'created', lines: 300, longest: null },
      { action: 'updated', lines: 300, longest: 10_001 },
    ]);
  });

  it('goes by pages and filters', async () => {
    const bob = await createPerson(api.deps);
    const { token } = bob;
    const ids = [];
    for (const name of ['One', 'Two', 'Three']) ids.push(await sampleContact(api, token, { name }));
    const list = (query: string) => api.call('GET', `/v1/audit?resource=contact${query}`, { token });
    const first = (await list('&limit=2')).body;
    const rest = (await list(`&limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...rest.items].map(({ recordId }) => recordId)).toEqual(ids.toReversed());
    expect(rest.nextCursor).toBeNull();
    const middle = first.items[1]?.at ?? '';
    const counts = await Promise.all(
      [
        `&from=${encodeURIComponent(middle)}`,
        `&to=${encodeURIComponent(middle)}`,
        `&actorId=${bob.userId}`,
        `&actorId=${ann.userId}`,
        '&source=web',
        '&source=extension',
        '&action=deleted',
      ].map(async (query) => (await list(query)).body.items.length),
    );
    expect(counts).toEqual([2, 1, 3, 0, 3, 0, 0]);
    expect((await list('&from=yesterday')).status).toBe(422);
  });

  it('is for owners and admins', async () => {
    for (const [role, status] of [
      ['admin', 200],
      ['member', 403],
      ['viewer', 403],
    ] as const) {
      const person = await createPerson(api.deps, { organizationId: ann.organizationId, role });
      expect((await api.call('GET', '/v1/audit', { token: person.token })).status).toBe(status);
    }
  });

  it('can be saved as a file whose cells no spreadsheet runs', async () => {
    const bob = await createPerson(api.deps);
    const id = await sampleContact(api, bob.token, { name: 'Ada' });
    const name = '=HYPERLINK("https://evil.example","x"),\nAda';
    await api.call('PATCH', `/v1/contacts/${id}`, {
      token: bob.token,
      body: { name },
      headers: { 'if-match': '"1"', 'x-request-id': 'edit' },
    });
    const response = await api.app.request(`/v1/audit.csv?recordId=${id}`, {
      headers: { authorization: `Bearer ${bob.token}` },
    });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('audit.csv');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const [head, edit, rest] = bytes.subarray(3).toString('utf8').split('\r\n');
    expect(head).toBe('time,resource,record,action,field,old,new,actor kind,actor,source,request');
    expect(edit).toMatch(
      new RegExp(
        `\\+00:00,contact,${id},updated,name,Ada,"'=HYPERLINK\\(""https://evil.example"",""x""\\),\nAda",user,${bob.userId},web,edit$`,
      ),
    );
    expect(rest).toMatch(/,created,,,,user,/);
  });

  it('forgets the values of a record that is erased, and keeps that they changed', async () => {
    const id = await sampleContact(api, ann.token, { name: 'Ada' });
    await patch(`/v1/contacts/${id}`, 1, { notes: 'A secret' });
    await api.call('POST', `/v1/contacts/${id}/erase`, { token: ann.token, body: { confirm: true } });
    expect(said(await logOf(id))).toContainEqual({ resource: 'contact', action: 'updated', changes: { notes: null } });
    expect(JSON.stringify(await logOf(id))).not.toContain('A secret');
  });

  it('goes with its organization', async () => {
    const bob = await createPerson(api.deps);
    await sampleContact(api, bob.token, { name: 'Ada', points: [email('ada@gone.example')] });
    await api.deps.admin`delete from app.organizations where id = ${bob.organizationId}`;
    expect(await api.deps.admin`select from app.audit_log where organization_id = ${bob.organizationId}`).toHaveLength(
      0,
    );
  });

  it('is not told by the browser’s preflight to leave its header at home', async () => {
    const response = await api.app.request('/v1/contacts', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://intranet.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'kith-source',
      },
    });
    expect(response.headers.get('access-control-allow-headers')).toContain('kith-source');
  });
});
