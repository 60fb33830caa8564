import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { type ImportHouse, openImportHouse } from './testing/import-file.ts';

describe('an import of odd rows', () => {
  let house: ImportHouse;
  let ann: TestPerson;
  beforeAll(async () => {
    house = await openImportHouse();
  });
  beforeEach(async () => {
    ann = await createPerson(house.api.deps);
  });
  afterAll(() => house.close());

  const get = async (path: string) => (await house.api.call('GET', path, { token: ann.token })).body;
  const people = async () => {
    const { items } = await get('/v1/contacts?limit=200');
    return Promise.all(items.map(({ id }) => get(`/v1/contacts/${id}`)));
  };
  const rowsOf = async (id: string) => (await get(`/v1/imports/${id}/preview`)).items;

  it('takes names of 10 kB whole, and names the row of a longer one', async () => {
    const long = `Ада ${'Ж'.repeat(9996)}`;
    const done = await house.importFile(ann, `Name,Title\n${long},CTO\n${long}x,CTO\nBo,CTO\n`);
    expect(done.counts).toMatchObject({ create: 2, invalid: 1 });
    expect((await rowsOf(done.id))[1]).toMatchObject({ row: 3, reason: { code: 'too_long', column: 'name' } });
    expect((await people()).map(({ name }) => name).toSorted()).toEqual(['Bo', long].toSorted());
  });

  it('keeps names from right to left, emoji and letters of several parts as they are', async () => {
    const names = ['עדה לאבלייס', 'محمد المثال', '👩🏽‍🚀 Ада', 'Zoe\u0301 Ёлка', '王小明', '\u202Eevil'];
    const done = await house.importFile(ann, `Name,Title\n${names.map((name) => `${name},x`).join('\n')}\n`);
    expect(done.counts).toMatchObject({ create: names.length, invalid: 0 });
    expect((await people()).map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });

  it('gives a hundred tags and fifty addresses, and keeps the others in the notes', async () => {
    const tags = Array.from({ length: 300 }, (_, at) => `Tag ${at}`);
    const mails = Array.from({ length: 60 }, (_, at) => `p${at}@people.example`);
    const done = await house.importFile(ann, `Name,Labels,Email\nAda,${tags.join(';')},${mails.join(';')}\n`);
    expect(done.counts).toMatchObject({ create: 1, remarks: 1 });
    const [ada] = await people();
    expect([ada?.tags, ada?.points.map(({ value }) => value)]).toEqual([tags.slice(0, 100), mails.slice(0, 50)]);
    expect(ada?.notes).toBe(`Labels: ${tags.slice(100).join(', ')}\nEmail: ${mails.slice(50).join(', ')}`);
  });

  it('reads files of Excel and of old programs letter by letter', async () => {
    const text = 'Имя;Почта\r\nЛюдмила Пример;ludmila@les.example\r\n';
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const windows = Buffer.from(
      [...text].map((letter) => {
        const code = letter.codePointAt(0) ?? 0;
        return code < 128 ? code : code - 0x410 + 0xc0;
      }),
    );
    for (const file of [utf16, windows]) {
      ann = await createPerson(house.api.deps);
      const done = await house.importFile(ann, file);
      expect(done.counts).toMatchObject({ create: 1, invalid: 0 });
      expect((await people())[0]).toMatchObject({ name: 'Людмила Пример' });
    }
  });

  it('keeps a birthday without a year, for which a field of days has no room', async () => {
    const field = { recordType: 'contact', name: 'Birthday', type: 'date' };
    const made = await house.api.call('POST', '/v1/custom-fields', { token: ann.token, body: field });
    const { body } = await house.upload(ann, 'Name,Birthday\nAda,1980-02-03\nBo,--02-03\nCleo,soon\n');
    const targets = ['name', `field:${made.body.key}`];
    await house.plan(ann, body.id, { targets });
    const done = await house.run(ann, body.id);
    expect(done.counts).toMatchObject({ create: 2, invalid: 1, remarks: 1 });
    const [ada, bo] = (await people()).toSorted((a, b) => a.name.localeCompare(b.name));
    expect([ada?.fields, bo?.fields, bo?.notes]).toEqual([{ [made.body.key]: '1980-02-03' }, {}, 'Birthday: --02-03']);
  });
});
