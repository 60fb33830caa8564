import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { type ImportHouse, openImportHouse } from './testing/import-file.ts';
import { batchSize } from './work/rows-of-import.ts';

describe('rows of one file that look alike', () => {
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
  const rowsOf = async (id: string, query = '') => (await call('GET', `/v1/imports/${id}/preview${query}`)).body.items;
  const people = async () => (await call('GET', '/v1/contacts?limit=200')).body.items;
  const upload = async (lines: string[]): Promise<string> =>
    (await house.upload(ann, ['Name,Company,Email,Title', ...lines].join('\n'))).body.id;
  const pair = [
    'Ada Prospect,Acme,,CTO',
    'ADA  prospect,ACME,,Founder',
    'Bo Client,,bo@brick.example,',
    'Bo Client,,b.client@brick.example,Buyer',
    'Eve,,eve@gmail.com,',
    'Eve,,e@gmail.com,',
  ];
  const codes = (
    rows: { row: number; outcome: string | null; remarks: { code: string; count?: number | undefined }[] }[],
  ) => rows.map(({ row, outcome, remarks }) => [row, outcome, ...remarks.map(({ code, count }) => `${code} ${count}`)]);

  it('are people of their own, and the preview says of which row each may be', async () => {
    const id = await upload(pair);
    const planned = await house.plan(ann, id);
    expect(planned.counts).toMatchObject({ create: 6, alike: 2 });
    expect(codes(await rowsOf(id, '?alike=true'))).toEqual([
      [3, 'create', 'alike_row 2'],
      [5, 'create', 'alike_row 4'],
    ]);
    await house.run(ann, id);
    expect(await people()).toHaveLength(6);
  });

  it('become one person where that is chosen, in the preview as in the run', async () => {
    const id = await upload(pair);
    const planned = await house.plan(ann, id, { alikeRows: 'join' });
    expect(planned.counts).toMatchObject({ create: 4, update: 1, skip: 1, alike: 0 });
    const done = await house.run(ann, id);
    expect(done.counts).toMatchObject({ create: 4, update: 1, skip: 1 });
    const made = await people();
    expect(made.map(({ name }) => name).sort()).toEqual(['Ada Prospect', 'Bo Client', 'Eve', 'Eve']);
    const bo = made.find(({ name }) => name === 'Bo Client');
    expect((await call('GET', `/v1/contacts/${bo?.id}`)).body.points.map(({ value }) => value)).toEqual([
      'bo@brick.example',
      'b.client@brick.example',
    ]);
  });

  it('become one also when one of them was written long before the other; whoever was here already is not changed', async () => {
    const known = (await call('POST', '/v1/contacts', { name: 'Ada Prospect', companyName: 'Acme' })).body.contact;
    const between = Array.from({ length: batchSize }, (_, at) => `Person ${at},Firm,p${at}@people.example,`);
    const id = await upload(['Ada Prospect,Acme,,', ...between, 'Ada Prospect,Acme,,Founder']);
    const planned = await house.plan(ann, id, { alikeRows: 'join' });
    const done = await house.run(ann, id);
    for (const { counts } of [planned, done]) expect(counts).toMatchObject({ create: batchSize + 1, update: 1 });
    const adas = (await call('GET', '/v1/contacts?search=ada')).body.items;
    expect(adas.map(({ title }) => title).sort()).toEqual(['Founder', null]);
    expect((await call('GET', `/v1/contacts/${known.id}`)).body.version).toBe(known.version);
  });

  it('and people who were here stay named after the run, until they are gone', async () => {
    const ada = (await call('POST', '/v1/contacts', { name: 'Ada Prospect', companyName: 'Acme' })).body.contact;
    const done = await house.importFile(
      ann,
      'Name,Company,Title\nAda Prospect,Acme,CTO\nBo Client,Brick,Buyer\nBo Client,Brick,Chair\n',
    );
    expect(done.counts).toMatchObject({ create: 3, alike: 2 });
    const [hinted, twin] = await rowsOf(done.id, '?alike=true');
    expect(hinted?.remarks).toEqual([{ code: 'name_and_company', value: 'Ada Prospect', recordId: ada.id }]);
    const first = (await rowsOf(done.id)).find(({ row }) => row === 3)?.recordId;
    expect(twin?.remarks).toEqual([{ code: 'alike_row', count: 3, value: 'Bo Client', recordId: first }]);
    await call('POST', '/v1/contacts/merge', { winnerId: ada.id, loserId: hinted?.recordId });
    await call('DELETE', `/v1/contacts/${first}`);
    expect(codes(await rowsOf(done.id, '?alike=true'))).toEqual([
      [2, 'create'],
      [4, 'create', 'alike_row 3'],
    ]);
  });
});
