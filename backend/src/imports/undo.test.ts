import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { type ImportHouse, openImportHouse } from './testing/import-file.ts';

describe('undoing an import', () => {
  let house: ImportHouse;
  let ann: TestPerson;
  beforeAll(async () => {
    house = await openImportHouse();
  });
  beforeEach(async () => {
    ann = await createPerson(house.api.deps);
  });
  afterAll(() => house.close());

  const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    house.api.call(method, path, { token: ann.token, headers, ...(body && { body }) });
  const list = async (path: string) => (await call('GET', path)).body.items;
  const csv = (...lines: string[]) => lines.join('\n');

  it('deletes what it made and gives back what it changed, exactly', async () => {
    const { body } = await call('POST', '/v1/contacts', {
      name: 'ada@acme.example',
      points: [{ kind: 'email', value: 'ada@acme.example' }],
    });
    const path = `/v1/contacts/${body.contact.id}`;
    const before = (await call('GET', path)).body;
    const done = await house.importFile(
      ann,
      csv(
        'Name,Email,Company,Title,Notes,Tags,Phone,Owner,Language,Time zone,Source',
        `Ada Prospect,ada@acme.example,Acme,CTO,Hello,Fair,+442079460018,${ann.email},en-GB,Europe/London,Fair`,
        'Bo Client,bo@brick.example,Brick,,,,,,,,',
      ),
      { existing: 'overwrite' },
    );
    const changed = (await call('GET', path)).body;
    expect(changed).toMatchObject({ title: 'CTO', language: 'en-GB', timeZone: 'Europe/London', tags: ['Fair'] });
    expect(await list('/v1/companies')).toHaveLength(2);
    const undone = await house.undo(ann, done.id);
    expect(undone).toMatchObject({ state: 'undone', undoCounts: { undone: 4, left: 0 } });
    const { version: _, updatedAt: __, ...after } = (await call('GET', path)).body;
    expect({ ...after, version: before.version, updatedAt: before.updatedAt }).toEqual(before);
    expect((await list('/v1/contacts')).map(({ id }) => id)).toEqual([before.id]);
    expect(await list('/v1/companies')).toEqual([]);
    expect((await call('POST', `/v1/imports/${done.id}/undo`)).body.code).toBe('import_not_ready');
    const [told] = await house.api.deps.admin`
      select payload from app.events where subject_id = ${done.id} and type = 'import.undone'`;
    expect(told?.['payload']).toEqual({ undone: 4, left: 0 });
  });

  it('leaves alone what somebody changed, used or deleted since, and says so', async () => {
    const { body } = await call('POST', '/v1/contacts', {
      name: 'Known',
      points: [{ kind: 'email', value: 'known@acme.example' }],
    });
    const done = await house.importFile(
      ann,
      csv(
        'Name,Email,Company,Title',
        'Changed,changed@acme.example,Acme,',
        'Used,used@acme.example,Brick,',
        'Deleted,deleted@acme.example,,',
        'Known,known@acme.example,,CTO',
        'Free,free@acme.example,,',
      ),
    );
    const items = await list('/v1/contacts');
    const idOf = (name: string) => items.find((item) => item.name === name)?.id ?? '';
    await call('PATCH', `/v1/contacts/${idOf('Changed')}`, { title: 'Mine' }, { 'if-match': '"1"' });
    await call('PATCH', `/v1/contacts/${body.contact.id}`, { title: 'CEO' }, { 'if-match': '"2"' });
    await call('DELETE', `/v1/contacts/${idOf('Deleted')}`);
    const message = { channel: 'email', direction: 'inbound', externalId: '1', occurredAt: '2026-01-02T03:04:05Z' };
    await call('POST', '/v1/interactions', { ...message, contactId: idOf('Used') });
    const undone = await house.undo(ann, done.id);
    expect(undone.undoCounts).toEqual({ undone: 2, left: 5 });
    expect((await list('/v1/contacts')).map(({ name }) => name).toSorted()).toEqual(['Changed', 'Known', 'Used']);
    expect((await call('GET', `/v1/contacts/${body.contact.id}`)).body.title).toBe('CEO');
    const left = await list(`/v1/imports/${done.id}/left`);
    const first = (await call('GET', `/v1/imports/${done.id}/left?limit=1`)).body;
    const rest = await list(`/v1/imports/${done.id}/left?cursor=${first.nextCursor}`);
    expect([...first.items, ...rest]).toEqual(left);
    const told = left.map(({ name, recordType, why }) => [name, recordType, why]);
    expect(told.toSorted()).toEqual([
      ['Acme', 'company', 'in_use'],
      ['Brick', 'company', 'in_use'],
      ['Changed', 'contact', 'changed'],
      ['Known', 'contact', 'changed'],
      ['Used', 'contact', 'in_use'],
    ]);
  });

  it('lets the corrected file be imported as if nothing had been', async () => {
    const first = await house.importFile(ann, csv('Name,Email,Company', 'Adda,ada@acme.example,Acme'));
    await house.undo(ann, first.id);
    const second = await house.importFile(ann, csv('Name,Email,Company', 'Ada,ada@acme.example,Acme'));
    expect(second.counts).toMatchObject({ create: 1, invalid: 0 });
    expect((await list('/v1/contacts')).map(({ name, company }) => [name, company?.name])).toEqual([['Ada', 'Acme']]);
  });
});
