import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purgeDeleted } from '../jobs/sweeps/purge-deleted.ts';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { impersonal, personal } from './registry.ts';

/** Stands in everything that is known of the person. Plain letters, so that no folding changes it. */
const secret = 'zyzzyva';

describe('erasing a person', () => {
  let api: TestApi;
  let ann: TestPerson;
  let member: TestPerson;
  const callAs = (person: TestPerson, method: string, path: string, body?: object) =>
    api.call(method, path, { token: person.token, headers: { 'if-match': '*' }, ...(body ? { body } : {}) });
  const call = (method: string, path: string, body?: object) => callAs(ann, method, path, body);
  const erase = (id: string, person = ann) => callAs(person, 'POST', `/v1/contacts/${id}/erase`, { confirm: true });

  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    member = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
  });
  afterAll(() => api.close());

  /** Columns of the registry in which the secret stands: `table.column`. */
  const standsIn = async (columns: [string, string][]): Promise<string[]> => {
    const { admin } = api.deps;
    const found = await Promise.all(
      columns.map(async ([table, column]) => {
        const rows = await admin`
          select from app.${admin(table)} where ${admin(column)}::text ilike ${`%${secret}%`} limit 1`;
        return rows.length > 0 ? `${table}.${column}` : null;
      }),
    );
    return found.filter((name) => name !== null).toSorted();
  };
  const textColumns = async () =>
    (
      await api.deps.admin<{ table: string; column: string }[]>`
      select t.relname as table, a.attname as column from pg_class t
      join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      join pg_type y on y.oid = a.atttypid
      where t.relnamespace = 'app'::regnamespace and t.relkind in ('r', 'p')
        and y.typname in ('text', '_text', 'varchar', 'citext', 'json', 'jsonb', 'xml', 'tsvector', 'bytea')
      order by 1, 2`
    ).map(({ table, column }): [string, string] => [table, column]);

  /** Writes the secret wherever something of a person can stand, partly as a colleague. */
  const plant = async (): Promise<string> => {
    for (const name of ['Pet', 'Story']) {
      await call('POST', '/v1/custom-fields', { recordType: 'contact', name, type: 'text' });
    }
    const id = await sampleContact(api, member.token, {
      name: secret,
      title: secret,
      notes: secret,
      companyName: 'Acme',
      points: [{ kind: 'email', value: `${secret}@acme.example` }],
    });
    const { admin } = api.deps;
    await admin`
      update app.contacts set tags = ${[secret]}, fields = ${admin.json({ pet: secret, story: `${'long '.repeat(60)}${secret}` })}, source = ${secret},
        avatar_url = ${`https://acme.example/${secret}.png`}, time_zone = ${secret}, language = ${secret} where id = ${id}`;
    const texts = { subject: secret, body: secret, visibility: 'metadata', threadId: secret };
    await callAs(member, 'POST', '/v1/interactions', sampleMessage(id, secret, texts));
    const agreed = { purpose: secret, source: secret, wording: secret };
    await callAs(member, 'POST', `/v1/contacts/${id}/consents`, agreed);
    await callAs(member, 'POST', `/v1/contacts/${id}/consents`, { ...agreed, state: 'withdrawn' });
    const record = { type: 'contact', id };
    const note = (await callAs(member, 'POST', '/v1/notes', { record, body: secret })).body;
    await api.call('PATCH', `/v1/notes/${note.id}`, {
      token: member.token,
      headers: { 'if-match': `"${note.version}"` },
      body: { body: `${secret} II` },
    });
    const due = { local: '2030-01-01T09:00', zone: 'UTC' };
    await callAs(member, 'POST', '/v1/tasks', { record, title: secret, body: secret, due });
    const boss = { type: 'contact', id: await sampleContact(api, ann.token, { name: 'Bea' }) };
    await call('POST', '/v1/relations', { kind: 'reports_to', from: record, to: boss, note: secret });
    await call('POST', '/v1/deals', { name: 'Stairs', contacts: [{ contactId: id, role: secret }] });
    await api.call('PATCH', `/v1/contacts/${id}`, {
      token: member.token,
      headers: { 'if-match': await versionOf(id), 'idempotency-key': 'change' },
      body: { title: `${secret} II` },
    });
    const file = `Name,Email\n${secret},${secret}@acme.example\n`;
    const imported = await api.call('POST', `/v1/imports?fileName=${secret}.csv`, { token: member.token, file });
    const taken = (await call('POST', '/v1/exports', { file: 'full.json' })).body.id;
    await admin`
      insert into app.export_pieces (organization_id, export_id, nth, content)
      values (${ann.organizationId}, ${taken}, 1, ${secret})`;
    const known = admin.json([{ code: 'kept_in_notes', value: secret }]);
    await admin`
      update app.import_rows set record_id = ${id}, reason = ${known}, remarks = ${known} where import_id = ${imported.body.id}`;
    await admin`
      insert into app.import_records
        (organization_id, import_id, record_type, record_id, row, action, before, version_after)
      values (${ann.organizationId}, ${imported.body.id}, 'contact', ${id}, 2, 'updated', ${admin.json({ name: secret })}, 1)`;
    const told = admin.json({ contactId: id, name: secret });
    await admin`
      insert into app.jobs (organization_id, kind, state, finished_at, started_by, input, result, error_words)
      values (${ann.organizationId}, 'test.run', 'failed', now(), ${ann.userId}, ${told}, ${told}, ${`${id} ${secret}`})`;
    await admin`
      insert into app.merges (organization_id, record_type, winner_id, loser_id, winner_before, winner_after, loser_before,
        moved, changed, dropped, expires_at)
      values (${ann.organizationId}, 'contact', ${id}, ${boss.id}, ${told}, ${told}, ${told}, ${told}, ${told}, ${told}, now())`;
    return id;
  };
  const versionOf = async (id: string) => `"${(await call('GET', `/v1/contacts/${id}`)).body.version}"`;

  it('knows every column of text, and empties each that can hold something of them', async () => {
    const columns = await textColumns();
    const tables = [...new Set(columns.map(([table]) => table))];
    const named = [...Object.keys(personal), ...Object.keys(impersonal)];
    expect(
      tables.filter((table) => !named.includes(table)),
      'name the table in erase/registry.ts',
    ).toEqual([]);
    const unnamed = columns.filter(([table, column]) => {
      const rule = personal[table];
      return rule && ![...rule.erased, ...rule.plain].includes(column);
    });
    expect(unnamed, 'say in erase/registry.ts what becomes of the column').toEqual([]);

    const id = await plant();
    const erased = Object.entries(personal).flatMap(([table, rule]) =>
      rule.erased.map((column) => `${table}.${column}`),
    );
    // Everything planted: else the search afterwards would prove nothing.
    expect(await standsIn(columns)).toEqual(erased.toSorted());

    const { status, body } = await erase(id);
    expect(status).toBe(200);
    expect(body.removed).toMatchObject({ contactPoints: 1, interactions: 1, notes: 1, tasks: 1, relations: 1 });
    expect(await standsIn(columns)).toEqual([]);
  });

  it('keeps counts, of whom nobody can say any more', async () => {
    const id = await sampleContact(api, ann.token, {
      name: 'Cem',
      points: [{ kind: 'email', value: 'cem@acme.example' }],
    });
    for (const key of ['1', '2'])
      await call('POST', '/v1/interactions', sampleMessage(id, `cem-${key}`, { subject: 'Hi' }));
    await erase(id);
    const rows = await api.deps.admin`
      select channel, direction, occurred_at, thread_id, has_body from app.interactions where contact_id = ${id}`;
    expect(rows).toHaveLength(2);
    const now = () => new Date(Date.now() + 400 * 86_400_000);
    await purgeDeleted({ deps: { ...api.deps, now }, signal: new AbortController().signal });
    expect(await api.deps.admin`select from app.interactions where contact_id = ${id}`).toHaveLength(2);
  });

  it('is recorded, in the outbox and in the audit log', async () => {
    const id = await sampleContact(api, ann.token, { name: 'Dan' });
    await erase(id);
    const events = await api.deps.admin`
      select actor ->> 'id' as who from app.events where subject_id = ${id} and type = 'contact.erased'`;
    expect(events).toEqual([{ who: ann.userId }]);
    const entries = await api.deps.admin`
      select actor ->> 'id' as who from app.audit_log where record_id = ${id} and action = 'erased'`;
    expect(entries).toEqual([{ who: ann.userId }]);
  });

  it('cannot be taken back: not restored, not undone, not listed', async () => {
    const id = await sampleContact(api, ann.token, { name: 'Eve' });
    const { body: deleted } = await call('DELETE', `/v1/contacts/${id}`);
    expect((await erase(id)).status).toBe(200);
    expect((await call('GET', `/v1/contacts/${id}`)).body).toMatchObject({ name: '—', erasedAt: expect.any(String) });
    expect((await call('POST', `/v1/contacts/${id}/restore`)).body.code).toBe('contact_erased');
    expect((await call('POST', '/v1/undo', { undoToken: deleted.undoToken })).status).toBe(404);
    const { body } = await call('GET', '/v1/contacts?deleted=true&limit=200');
    expect(body.items.map((item) => item.id)).not.toContain(id);
    expect((await erase(id)).status).toBe(404);
  });

  it('lets the same address come back as somebody new', async () => {
    const points = [{ kind: 'email', value: 'fay@acme.example' }];
    const id = await sampleContact(api, ann.token, { name: 'Fay', points });
    await call('POST', '/v1/interactions', sampleMessage(id, 'fay-1'));
    await erase(id);
    const again = await sampleContact(api, ann.token, { name: 'Fay', points });
    expect(again).not.toBe(id);
    expect((await call('POST', '/v1/interactions', sampleMessage(again, 'fay-1'))).status).toBe(201);
  });

  it('leaves everybody else as they are', async () => {
    const [gone, stays] = [
      await sampleContact(api, ann.token, { name: 'Gil', notes: 'Oak' }),
      await sampleContact(api, ann.token, {
        name: 'Hal',
        notes: 'Ash',
        points: [{ kind: 'email', value: 'hal@acme.example' }],
      }),
    ];
    const before = (await call('GET', `/v1/contacts/${stays}`)).body;
    await erase(gone);
    expect((await call('GET', `/v1/contacts/${stays}`)).body).toEqual(before);
  });

  it('asks for confirmation, and for the right to', async () => {
    const id = await sampleContact(api, ann.token, { name: 'Ida' });
    const unsure = await call('POST', `/v1/contacts/${id}/erase`, {});
    expect([unsure.status, unsure.body.code]).toEqual([422, 'confirm_needed']);
    expect((await erase(id, member)).body.code).toBe('forbidden');
    expect((await call('GET', `/v1/contacts/${id}`)).body.name).toBe('Ida');
  });
});
