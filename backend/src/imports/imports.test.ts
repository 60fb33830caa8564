import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { type ImportHouse, openImportHouse } from './testing/import-file.ts';

describe('an import', () => {
  let house: ImportHouse;
  let ann: TestPerson;
  beforeAll(async () => {
    house = await openImportHouse();
  });
  beforeEach(async () => {
    ann = await createPerson(house.api.deps);
  });
  afterAll(() => house.close());

  const call = (method: string, path: string, body?: object) =>
    house.api.call(method, path, { token: ann.token, ...(body && { body }) });
  const people = async () => (await call('GET', '/v1/contacts?limit=200')).body.items;
  const capture = async (body: object) => (await call('POST', '/v1/contacts', body)).body.contact;
  const rowsOf = async (id: string, query = '') => (await call('GET', `/v1/imports/${id}/preview${query}`)).body.items;
  const csv = (...lines: string[]) => lines.join('\n');
  const head = 'Name,Email,Phone,Company,Title,Tags';

  it('says at the upload how the file was read, where it is from and what its columns mean', async () => {
    const content = csv(head, 'Ada Prospect,ada@acme.example,+442079460018,Acme,CTO,Friends', 'Bo,,,,,');
    const { status, body } = await house.upload(ann, content, 'fileName=people.csv');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'uploaded',
      fileName: 'people.csv',
      fileSize: Buffer.byteLength(content),
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      source: null,
      rowCount: 2,
      counts: null,
      job: null,
      mapping: {
        kind: 'contacts',
        existing: 'fill',
        targets: ['name', 'email', 'phone', 'companyName', 'title', 'tags'],
      },
    });
    expect(body.columns[0]).toEqual({
      name: 'Name',
      samples: ['Ada Prospect', 'Bo'],
      filled: 2,
      fieldType: 'text',
      options: ['Ada Prospect', 'Bo'],
      parts: ['Ada Prospect', 'Bo'],
      dateOrder: null,
    });
    expect(await people()).toEqual([]);
  });

  it('shows before it runs what would be created, updated, skipped and refused, with row and reason', async () => {
    await capture({ name: 'Known', title: 'Boss', points: [{ kind: 'email', value: 'known@acme.example' }] });
    await capture({ name: 'Whole', title: 'CEO', points: [{ kind: 'email', value: 'whole@acme.example' }] });
    const gone = await capture({ name: 'Gone', points: [{ kind: 'email', value: 'gone@acme.example' }] });
    await call('DELETE', `/v1/contacts/${gone.id}`);
    const { body } = await house.upload(
      ann,
      csv(
        'Name,Email,Title',
        'New,new@acme.example,CTO',
        'Known,known@acme.example,Director',
        'Whole,whole@acme.example,CEO',
        'Gone,gone@acme.example,',
        'Odd,odd at acme,',
        'Ragged,x@acme.example',
        ',,Nobody',
        'Newer,NEW@acme.example,CEO',
        'Both,"known@acme.example, whole@acme.example",',
      ),
    );
    const planned = await house.plan(ann, body.id);
    expect(planned).toMatchObject({ state: 'planned', counts: { create: 1, update: 0, skip: 3, invalid: 5 } });
    const rows = await rowsOf(body.id);
    expect(rows.map(({ row, outcome, reason }) => [row, outcome, reason?.code])).toEqual([
      [2, 'create', undefined],
      [3, 'skip', 'nothing_new'],
      [4, 'skip', 'nothing_new'],
      [5, 'invalid', 'deleted'],
      [6, 'invalid', 'email_wrong'],
      [7, 'invalid', 'ragged'],
      [8, 'invalid', 'nobody'],
      [9, 'skip', 'same_row'],
      [10, 'invalid', 'belongs_to_several'],
    ]);
    expect(rows[3]?.recordId).toBe(gone.id);
    expect(rows[4]?.reason).toEqual({ code: 'email_wrong', column: 'Email', value: 'odd at acme' });
    expect((await rowsOf(body.id, '?outcome=create')).map(({ row }) => row)).toEqual([2]);
    const page = (await call('GET', `/v1/imports/${body.id}/preview?limit=4`)).body;
    expect([...page.items, ...(await rowsOf(body.id, `?cursor=${page.nextCursor}`))]).toEqual(rows);
    expect(await people()).toHaveLength(2);
  });

  it('creates people with points, company, tags and owner, in the name of the import', async () => {
    const done = await house.importFile(
      ann,
      csv(
        `${head},Owner,Notes`,
        `Ada Prospect,ada@acme.example,+442079460018,Acme,CTO,"Friends, Fair",${ann.email},Met at the fair.`,
        'Bo Client,bo@acme.example,020 7946,acme,,,somebody@else.example,',
      ),
    );
    expect(done).toMatchObject({ state: 'done', counts: { create: 2, update: 0, skip: 0, invalid: 0, remarks: 1 } });
    const [bo, ada] = (await people()).toSorted((a, b) => b.name.localeCompare(a.name));
    expect(ada).toMatchObject({ name: 'Ada Prospect', title: 'CTO', ownerId: ann.userId, tags: ['Friends', 'Fair'] });
    expect(ada?.points.map(({ normalized }) => normalized)).toEqual(['ada@acme.example', '+442079460018']);
    expect(bo?.company).toEqual(ada?.company);
    const whole = (await call('GET', `/v1/contacts/${bo?.id}`)).body;
    expect(whole).toMatchObject({ ownerId: null, notes: 'Phone: 020 7946' });
    const remarks = (await rowsOf(done.id)).flatMap((row) => row.remarks.map(({ code }) => code));
    expect(remarks).toEqual(['kept_in_notes', 'owner_unknown']);
    const log = await house.api.deps.admin`
      select source, action from app.audit_log where record_id = ${ada?.id ?? ''} and resource = 'contact'`;
    expect(log).toMatchObject([{ source: 'import', action: 'created' }]);
    const events = await house.api.deps.admin`
      select type, count(*)::int as count from app.events where organization_id = ${ann.organizationId}
        and type in ('contact.created', 'company.created', 'import.finished') group by type order by type`;
    expect(events.map(({ type, count }) => [type, count])).toEqual([
      ['company.created', 1],
      ['contact.created', 2],
      ['import.finished', 1],
    ]);
  });

  it.each([
    ['fill', { name: 'Ada Prospect', title: 'CTO', notes: 'Theirs', tags: ['Old', 'New'] }],
    ['overwrite', { name: 'Ada L. Prospect', title: 'CEO', notes: 'Ours', tags: ['Old', 'New'] }],
    ['skip', { name: 'Ada Prospect', title: 'CTO', notes: 'Theirs', tags: ['Old'] }],
  ])('treats who is there as told: %s', async (existing, wanted) => {
    const ada = await capture({
      name: 'Ada Prospect',
      title: 'CTO',
      notes: 'Theirs',
      tags: ['Old'],
      points: [{ kind: 'email', value: 'ada@acme.example' }],
    });
    await call('PATCH', `/v1/contacts/${ada.id}`, { tags: ['Old'] });
    await house.api.deps.admin`update app.contacts set tags = '{Old}' where id = ${ada.id}`;
    const content = csv(
      'Name,Email,Title,Notes,Tags,Phone',
      'Ada L. Prospect,ada@acme.example,CEO,Ours,New,+442079460018',
    );
    const done = await house.importFile(ann, content, { existing });
    expect(done.counts).toMatchObject({ create: 0, update: existing === 'skip' ? 0 : 1 });
    const now = (await call('GET', `/v1/contacts/${ada.id}`)).body;
    expect(now).toMatchObject(wanted);
    expect(now.points).toHaveLength(existing === 'skip' ? 1 : 2);
  });

  it('makes one person of the rows of a file that share an address', async () => {
    const done = await house.importFile(
      ann,
      csv(
        'Name,Email,Title,Phone',
        'Ada Prospect,ada@acme.example,,',
        'Ada P.,"ADA@acme.example; ada@home.example",CTO,',
        'A. Prospect,ada@home.example,,+442079460018',
        'Ada Prospect,ada@acme.example,,',
      ),
      { existing: 'skip' },
    );
    expect(done.counts).toMatchObject({ create: 1, update: 2, skip: 1 });
    const [ada, ...others] = await people();
    expect(others).toEqual([]);
    expect(ada).toMatchObject({ name: 'Ada Prospect', title: 'CTO' });
    expect(ada?.points).toHaveLength(3);
    const rows = await rowsOf(done.id);
    expect(rows.map(({ remarks }) => remarks)).toEqual([
      [],
      [{ code: 'same_as_row', count: 2 }],
      [{ code: 'same_as_row', count: 2 }],
      [],
    ]);
    expect(new Set(rows.map(({ recordId }) => recordId))).toEqual(new Set([ada?.id]));
  });

  it('brings deleted people back when it is told to', async () => {
    const gone = await capture({ name: 'Gone', points: [{ kind: 'email', value: 'gone@acme.example' }] });
    await call('DELETE', `/v1/contacts/${gone.id}`);
    const done = await house.importFile(ann, csv('Name,Email', 'Gone,gone@acme.example'), { restoreDeleted: true });
    expect(done.counts).toMatchObject({ update: 1, invalid: 0 });
    expect((await people()).map(({ id }) => id)).toEqual([gone.id]);
    await house.undo(ann, done.id);
    expect(await people()).toEqual([]);
  });

  it('saves the refused rows as CSV that no spreadsheet computes, and they can be imported when mended', async () => {
    const done = await house.importFile(
      ann,
      csv('Name,Email', '=HYPERLINK("x"),ada at acme', '@Bo,bo@brick.example', 'Cleo,c@c.example,too,many'),
    );
    const answer = await house.api.app.request(`/v1/imports/${done.id}/rejected.csv`, {
      headers: { authorization: `Bearer ${ann.token}` },
    });
    const saved = await answer.text();
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="rejected-rows.csv"');
    expect(saved.replace('\uFEFF', '').split('\r\n')).toEqual([
      'Name,Email,Row,Reason',
      '"\'=HYPERLINK(""x"")",ada at acme,2,"Email: ""ada at acme"" is no email address."',
      'Cleo,c@c.example,4,The row has another number of cells than the header: 4. | too | many',
      '',
    ]);
    const again = await house.importFile(ann, saved.replace('ada at acme,', 'ada@acme.example,'));
    expect(again.counts).toMatchObject({ create: 2 });
    expect((await people()).map(({ name }) => name).toSorted()).toEqual(['=HYPERLINK("x")', '@Bo', 'Cleo']);
  });

  const word = fc.constantFrom('ada', 'bo', 'cleo', 'dan');
  const line = fc.record({
    name: fc.constantFrom('', 'Ada', 'Bo', 'Людмила', '😀'),
    emails: fc.array(word, { maxLength: 2 }),
    company: fc.constantFrom('', 'Acme', 'Brick'),
    title: fc.constantFrom('', 'CTO', 'CEO'),
  });
  it('run twice makes nobody new the second time, whatever is in the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
        const person = await createPerson(house.api.deps);
        const rows = lines.map(({ name, emails, company, title }) =>
          [name, emails.map((email) => `${email}@acme.example`).join(';'), company, title].join(','),
        );
        const content = csv('Name,Email,Company,Title', ...rows);
        const first = await house.importFile(person, content);
        const second = await house.importFile(person, content);
        expect(second.counts).toMatchObject({ create: 0, invalid: first.counts?.invalid });
        const { items } = (await house.api.call('GET', '/v1/contacts?limit=200', { token: person.token })).body;
        expect(items).toHaveLength(first.counts?.create ?? -1);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('is there for whoever may run imports in the organization, and for nobody else', async () => {
    const { body } = await house.upload(ann, csv('Name', 'Ada'));
    const member = await createPerson(house.api.deps, { organizationId: ann.organizationId, role: 'member' });
    const bob = await createPerson(house.api.deps);
    const see = async ({ token }: TestPerson) =>
      (await house.api.call('GET', `/v1/imports/${body.id}`, { token })).status;
    expect(await Promise.all([see(ann), see(member), see(bob)])).toEqual([200, 200, 404]);
    expect((await call('GET', '/v1/imports')).body.items).toHaveLength(1);
  });

  it('refuses a mapping that cannot be carried out, naming each column', async () => {
    const { body } = await house.upload(ann, csv('A,B,C', '1,2,3'));
    const map = (targets: unknown[], more: object = {}) =>
      call('PUT', `/v1/imports/${body.id}/mapping`, { kind: 'contacts', targets, ...more });
    expect((await map(['name'])).body.errors).toMatchObject([{ path: 'targets' }]);
    expect((await map(['name', 'name', 'title'])).body.errors).toMatchObject([{ path: 'targets.1' }]);
    expect((await map(['stage', 'name', null])).body.errors).toMatchObject([{ path: 'targets.0' }]);
    expect((await map(['title', null, null])).body.errors).toMatchObject([{ path: 'targets' }]);
    expect((await map(['field:nothing', 'name', null])).body.errors).toMatchObject([{ path: 'targets.0' }]);
    expect((await map(['name', null, null], { phoneCountry: 'XX' })).status).toBe(422);
    expect((await call('POST', `/v1/imports/${body.id}/run`)).body.code).toBe('import_not_ready');
    expect((await call('POST', `/v1/imports/${body.id}/undo`)).body.code).toBe('import_not_ready');
  });
});
