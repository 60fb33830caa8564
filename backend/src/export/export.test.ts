import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleContact, sampleEmbed, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { exportedTables, notExported } from './tables.ts';

const Document = z.object({ tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))) });

describe('exports', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());
  const call = (method: string, path: string, body?: object) =>
    api.call(method, path, { token: ann.token, ...(body ? { body } : {}) });
  const download = async (path: string, { token }: TestPerson = ann) => {
    const response = await api.app.request(path, { headers: { authorization: `Bearer ${token}` } });
    // As it was sent: `text()` would drop the byte order mark.
    return { response, text: Buffer.from(await response.arrayBuffer()).toString('utf8') };
  };
  const csv = async (path: string, person = ann): Promise<Record<string, string>[]> =>
    z
      .array(z.record(z.string(), z.string()))
      .parse(parse((await download(path, person)).text, { bom: true, columns: true }));

  it('come whole when there are more people than are read at a time', async () => {
    const bea = await createPerson(api.deps);
    await api.deps.admin`
      insert into app.contacts (organization_id, name)
      select ${bea.organizationId}, 'Person ' || n from generate_series(1, 1001) n`;
    for (const [file, mark] of [
      ['contacts.vcf', 'BEGIN:VCARD'],
      ['contacts.csv', ',Person '],
    ] as const)
      expect((await download(`/v1/export/${file}`, bea)).text.split(mark)).toHaveLength(1002);
  });

  it('write people as CSV that a spreadsheet reads and never runs', async () => {
    const bea = await createPerson(api.deps);
    const add = (body: object) => sampleContact(api, bea.token, body);
    await api.call('POST', '/v1/custom-fields', {
      token: bea.token,
      body: { recordType: 'contact', name: 'Pet', type: 'text' },
    });
    await add({
      name: 'Жанна "Jo", Д’Арк',
      companyName: 'Acme',
      notes: 'two\r\nlines',
      points: [
        { kind: 'email', value: 'jo@acme.example' },
        { kind: 'email', value: 'joan@home.example' },
        { kind: 'phone', value: '+49 30 1234567' },
      ],
    });
    for (const name of ['=1+1', '+cmd', '-2', '@sum', '\ttab', '=HYPERLINK("https://evil.example")'])
      await add({ name });
    await api.deps.admin`
      update app.contacts set tags = '{vip,"oak; ash"}', fields = '{"pet": "=cat"}' where name like 'Жанна%'`;
    const { response, text } = await download('/v1/export/contacts.csv', bea);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="contacts-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const rows = await csv('/v1/export/contacts.csv', bea);
    expect(rows[0]).toMatchObject({
      Name: 'Жанна "Jo", Д’Арк',
      Company: 'Acme',
      Notes: 'two\r\nlines',
      Email: 'jo@acme.example',
      'Other emails': 'joan@home.example',
      Tags: 'vip; oak; ash',
      Pet: "'=cat",
    });
    expect(rows.slice(1).map((row) => row['Name'])).toEqual([
      "'=1+1",
      "'+cmd",
      "'-2",
      "'@sum",
      'tab',
      `'=HYPERLINK("https://evil.example")`,
    ]);
  });

  it('write companies and deals as CSV', async () => {
    const cem = await createPerson(api.deps);
    const post = (path: string, body: object) => api.call('POST', path, { token: cem.token, body });
    const kept = { timeZone: 'Europe/Berlin', language: 'de', source: 'Fair', doNotContact: true };
    const company = (await post('/v1/companies', { name: 'Acme', domain: 'acme.example', ...kept })).body.id;
    const contact = await sampleContact(api, cem.token, { name: 'Ada' });
    const deal = {
      name: 'Stairs',
      amount: 125000,
      currency: 'EUR',
      companyId: company,
      contacts: [{ contactId: contact }],
    };
    await post('/v1/deals', deal);
    expect(await csv('/v1/export/companies.csv', cem)).toMatchObject([
      {
        Name: 'Acme',
        Domain: 'acme.example',
        'Time zone': 'Europe/Berlin',
        Language: 'de',
        Source: 'Fair',
        'Do not contact': 'yes',
      },
    ]);
    expect(await csv('/v1/export/deals.csv', cem)).toMatchObject([
      {
        Name: 'Stairs',
        'Amount in minor units': '125000',
        Currency: 'EUR',
        Company: 'Acme',
        People: 'Ada',
        Stage: 'New',
      },
    ]);
  });

  it('write people as vCards that others read', async () => {
    const dan = await createPerson(api.deps);
    const name = `Ада ${'длинное имя '.repeat(12)}; комма, «кавычки»`.trim();
    await sampleContact(api, dan.token, {
      name,
      title: 'CTO',
      companyName: 'Acme, Inc.',
      notes: 'one\nBEGIN:VCARD\ntwo',
      points: [
        { kind: 'email', value: 'ada@acme.example' },
        { kind: 'phone', value: '+49 30 1234567' },
        { kind: 'telegram', value: '@ada_acme' },
      ],
    });
    await sampleContact(api, dan.token, { name: 'Bea' });
    const { response, text } = await download('/v1/export/contacts.vcf', dan);
    expect(response.headers.get('content-type')).toBe('text/vcard; charset=utf-8');
    // Folded, whatever the letters; a continued line begins with a space.
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    const cards = z
      .array(z.tuple([z.literal('vcard'), z.array(z.array(z.unknown())), z.array(z.unknown())]))
      .parse(ICAL.parse(text));
    const value = (property: string) => cards[0]?.[1].find(([one]) => one === property)?.[3];
    expect(cards).toHaveLength(2);
    expect([value('version'), value('fn'), value('title'), value('note')]).toEqual([
      '4.0',
      name,
      'CTO',
      'one\nBEGIN:VCARD\ntwo',
    ]);
    expect([value('org')].flat()).toEqual(['Acme, Inc.']);
    expect([value('email'), value('tel'), value('impp')]).toEqual([
      'ada@acme.example',
      '+49 30 1234567',
      'https://t.me/ada_acme',
    ]);
  });

  it('write everything as one JSON document, each table from the same moment', async () => {
    const contact = await sampleContact(api, ann.token, { name: 'Ada', companyName: 'Acme' });
    await call('POST', '/v1/interactions', sampleMessage(contact, '1', { subject: 'Hello' }));
    await call('POST', '/v1/notes', { record: { type: 'contact', id: contact }, body: 'Likes "oak"' });
    const { response, text } = await download('/v1/export/full.json');
    expect(response.status).toBe(200);
    const { tables } = Document.parse(JSON.parse(text));
    expect(Object.keys(tables)).toEqual(exportedTables.map(({ table }) => table));
    expect(tables['contacts']).toMatchObject([{ id: contact, name: 'Ada' }]);
    expect(tables['notes']).toMatchObject([{ body: 'Likes "oak"' }]);
    expect(tables['interaction_texts']).toMatchObject([{ content: 'Hello' }]);
    expect(tables['events']?.length).toBeGreaterThan(0);
  });

  it('hold what the caller may read, and nothing else', async () => {
    const owner = await createPerson(api.deps);
    const place = { organizationId: owner.organizationId } as const;
    const member = await createPerson(api.deps, { ...place, role: 'member' });
    const viewer = await createPerson(api.deps, { ...place, role: 'viewer' });
    const contact = await sampleContact(api, member.token, { name: 'Ada' });
    const mail = sampleMessage(contact, '1', { subject: 'Hello', body: 'private words', visibility: 'metadata' });
    await api.call('POST', '/v1/interactions', { token: member.token, body: mail });
    const texts = async (person: TestPerson) => (await download('/v1/export/full.json', person)).text;
    expect(await texts(member)).toContain('private words');
    for (const other of [owner, viewer]) expect(await texts(other)).not.toContain('private words');
    const auditOf = async (person: TestPerson) =>
      Document.parse(JSON.parse(await texts(person))).tables['audit_log']?.length;
    expect([await auditOf(viewer), (await auditOf(owner)) !== 0]).toEqual([0, true]);
    expect(await texts(ann)).not.toContain(contact);
  });

  it('tell of one person all that is known', async () => {
    const [ada, bea] = [
      await sampleContact(api, ann.token, { name: 'Ada', points: [{ kind: 'email', value: 'ada@one.example' }] }),
      await sampleContact(api, ann.token, { name: 'Bea', notes: 'of somebody else' }),
    ];
    await call('POST', '/v1/interactions', sampleMessage(ada, 'a1', { subject: 'About stairs' }));
    await call('POST', '/v1/deals', { name: 'Stairs', contacts: [{ contactId: ada, role: 'Decides' }] });
    await call('POST', '/v1/relations', {
      kind: 'partner',
      from: { type: 'contact', id: ada },
      to: { type: 'contact', id: bea },
    });
    const { text } = await download(`/v1/contacts/${ada}/export`);
    const { tables } = Document.parse(JSON.parse(text));
    expect(tables['contacts']).toMatchObject([{ id: ada, name: 'Ada' }]);
    expect(tables['interaction_texts']).toMatchObject([{ content: 'About stairs' }]);
    expect([tables['deals']?.length, tables['relations']?.length, tables['contact_points']?.length]).toEqual([1, 1, 1]);
    expect(text).not.toContain('of somebody else');
    expect((await download(`/v1/contacts/${ada}/export`, await createPerson(api.deps))).response.status).toBe(404);
  });

  it('say how many texts of messages colleagues keep to themselves, and show none of them', async () => {
    const fay = await createPerson(api.deps);
    const gil = await createPerson(api.deps, { organizationId: fay.organizationId, role: 'admin' });
    const id = await sampleContact(api, fay.token, { name: 'Ada' });
    await api.call('POST', '/v1/interactions', {
      token: fay.token,
      body: sampleMessage(id, 'w1', { subject: 'Kept words', body: 'Kept body' }),
    });
    const own = await download(`/v1/contacts/${id}/export`, fay);
    expect(JSON.parse(own.text)).toMatchObject({ leftOut: { interaction_texts: 0 } });
    expect(own.text).toContain('Kept body');
    const others = await download(`/v1/contacts/${id}/export`, gil);
    // Colleagues see the subject alone.
    expect(JSON.parse(others.text)).toMatchObject({ leftOut: { interaction_texts: 1 } });
    expect(others.text).not.toContain('Kept body');
  });

  it('leave a line in the audit log: who took which file, of whom', async () => {
    const eve = await createPerson(api.deps);
    const id = await sampleContact(api, eve.token, { name: 'Ada' });
    for (const path of ['/v1/export/full.json', '/v1/export/contacts.csv', `/v1/contacts/${id}/export`]) {
      await download(path, eve);
    }
    expect((await download(`/v1/contacts/${id}/export`, ann)).response.status).toBe(404);
    const lines = await api.deps.admin`
      select resource, record_id as record, changes #>> '{file,1}' as file, actor ->> 'id' as actor, source,
        request_id is not null as requested
      from app.audit_log where action = 'exported' and organization_id = ${eve.organizationId} order by id`;
    const by = { actor: eve.userId, source: 'web', requested: true };
    const whole = { resource: 'organization', record: eve.organizationId };
    expect([...lines]).toEqual([
      { ...whole, file: 'kith.json', ...by },
      { ...whole, file: 'contacts.csv', ...by },
      { resource: 'contact', record: id, file: 'person.json', ...by },
    ]);
    const strangers = await api.deps.admin`select from app.audit_log where action = 'exported' and record_id = ${id}`;
    expect(strangers).toHaveLength(1);
  });

  it('are not for embedded pages, whatever their key reads', async () => {
    const embed = await sampleEmbed(api, ann.token);
    for (const path of ['contacts.csv', 'contacts.vcf', 'full.json']) {
      const reply = await api.call('GET', `/v1/export/${path}`, {
        token: embed.token,
        headers: { origin: embed.origin },
      });
      expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
    }
  });

  it('give their connection back when the client goes away', async () => {
    await api.deps.admin`
      insert into app.contacts (organization_id, name) select ${ann.organizationId}, 'Row ' || n from generate_series(1, 2000) as n`;
    // More often than there are connections, or downloads at once.
    for (let n = 0; n < 8; n += 1) {
      const response = await api.app.request('/v1/export/contacts.csv', {
        headers: { authorization: `Bearer ${ann.token}` },
      });
      await response.body?.cancel();
    }
    expect((await csv('/v1/export/contacts.csv')).length).toBeGreaterThan(2000);
  });

  it('refuse more at once than the database can bear, and say when to come back', async () => {
    const begin = () => api.app.request('/v1/export/full.json', { headers: { authorization: `Bearer ${ann.token}` } });
    const open = [await begin(), await begin()];
    const refused = await begin();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    for (const response of open) await response.body?.cancel();
    expect((await (await begin()).text()).length).toBeGreaterThan(0);
  });

  it('know every table that somebody may read', async () => {
    const readable = await api.deps.admin`
      select t.relname as name from pg_class t
      where t.relnamespace = 'app'::regnamespace and t.relkind in ('r', 'p') order by 1`;
    const named = [...exportedTables.map(({ table }) => table), ...Object.keys(notExported)];
    const unnamed = readable.map((row) => String(row['name'])).filter((name) => !named.includes(name));
    expect(unnamed, 'name the table in export/tables.ts').toEqual([]);
  });
});
