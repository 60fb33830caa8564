// What whoever is narrowed can rely on when they import: the rows become theirs, and nobody else's record is told of or touched.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import type { Import } from './schema.ts';
import { type ImportHouse, openImportHouse } from './testing/import-file.ts';

describe('an import by somebody who reaches their own records', () => {
  let house: ImportHouse;
  let ann: TestPerson;
  let bea: TestPerson;
  let mia: TestPerson;
  beforeAll(async () => {
    house = await openImportHouse();
  });
  beforeEach(async () => {
    ann = await createPerson(house.api.deps);
    const place = { organizationId: ann.organizationId, role: 'member' };
    [bea, mia] = [await createPerson(house.api.deps, place), await createPerson(house.api.deps, place)];
    await reach('own');
  });
  afterAll(() => house.close());

  const call = (who: TestPerson, method: string, path: string, body?: object, version = 1) =>
    house.api.call(method, path, { token: who.token, headers: { 'if-match': `"${version}"` }, ...(body && { body }) });
  const reach = (wide: string, version = 1) => call(ann, 'PATCH', '/v1/roles/member', { reach: wide }, version);
  const list = async (who: TestPerson, path: string) => (await call(who, 'GET', path)).body.items;
  const capture = async (who: TestPerson, body: object) => (await call(who, 'POST', '/v1/contacts', body)).body.contact;
  const email = (value: string) => ({ points: [{ kind: 'email', value }] });
  const rows = async (who: TestPerson, { id }: Import) =>
    (await list(who, `/v1/imports/${id}/preview`)).map(({ outcome, reason, remarks }) => [
      outcome,
      reason?.code ?? null,
      ...remarks.map(({ code }) => code),
    ]);
  const csv = (...lines: string[]) => lines.join('\n');

  it('makes the rows theirs, fills what is theirs, and refuses what somebody else has without naming them', async () => {
    await capture(ann, { name: 'Secret Ada', companyName: 'Hidden house', ...email('ada@hidden.example') });
    await capture(bea, { name: 'Bo', ...email('bo@own.example') });
    const file = csv(
      'Name,Email,Title,Company,Domain',
      'Ada,ada@hidden.example,Buyer,,',
      'Bo,bo@own.example,Clerk,,',
      'Cid,cid@new.example,,Hidden house,hidden.example',
    );
    const uploaded = (await house.upload(bea, file)).body;
    const planned = await house.plan(bea, uploaded.id);
    const expected = [
      ['invalid', 'taken_beyond'],
      ['update', null],
      ['create', null],
    ];
    expect(await rows(bea, planned)).toEqual(expected);
    const done = await house.run(bea, uploaded.id);
    expect(done).toMatchObject({ state: 'done', job: { state: 'done' }, counts: { create: 1, update: 1, invalid: 1 } });
    expect(await rows(bea, done)).toEqual(expected);
    const people = await list(bea, '/v1/contacts');
    expect(people.map(({ name, title, ownerId }) => [name, title, ownerId]).toSorted()).toEqual([
      ['Bo', 'Clerk', bea.userId],
      ['Cid', null, bea.userId],
    ]);
    // The firm of that name is another one, and the domain stays with whoever has it.
    expect(await list(bea, '/v1/companies')).toMatchObject([
      { name: 'Hidden house', ownerId: bea.userId, domains: [] },
    ]);
    const report = await house.api.app.request(`/v1/imports/${done.id}/rejected.csv`, {
      headers: { authorization: `Bearer ${bea.token}` },
    });
    const told = [await report.text(), JSON.stringify(await list(bea, `/v1/imports/${done.id}/preview`))].join();
    expect(told).toContain('A record that you do not see has ""ada@hidden.example"" already.');
    expect(told).not.toContain('Secret');
    const [ada] = (await list(ann, '/v1/contacts')).filter(({ name }) => name === 'Secret Ada');
    expect(ada).toMatchObject({ title: null, version: 1 });
  });

  it('gives rows to those alone whom they may give records to', async () => {
    await reach('team', 2);
    await call(ann, 'POST', '/v1/teams', { name: 'North', memberIds: [bea.userId, mia.userId] });
    const mails = new Map((await list(ann, '/v1/members')).map(({ id, email: mail }) => [id, mail]));
    const file = csv(
      'Name,Owner',
      `One,${mails.get(mia.userId)}`,
      `Two,${mails.get(ann.userId)}`,
      'Three,nobody@x.example',
    );
    const done = await house.importFile(bea, file);
    expect(await rows(bea, done)).toEqual([
      ['create', null],
      ['create', null, 'owner_beyond'],
      ['create', null, 'owner_unknown'],
    ]);
    const people = await list(bea, '/v1/contacts');
    expect(people.map(({ name, ownerId }) => [name, ownerId]).toSorted()).toEqual([
      ['One', mia.userId],
      ['Three', bea.userId],
      ['Two', bea.userId],
    ]);
  });

  it('is undone as far as they still reach what it made and nobody else holds on to it', async () => {
    await capture(bea, { name: 'Bo', ...email('bo@own.example') });
    const file = csv(
      'Name,Email,Title,Company',
      'Bo,bo@own.example,Clerk,',
      'Cid,cid@new.example,,Firm',
      'Dan,,,',
      'Eve,,,',
    );
    const done = await house.importFile(bea, file);
    const id = async (name: string) => (await list(bea, '/v1/contacts')).find((one) => one.name === name)?.id;
    await call(ann, 'PATCH', `/v1/contacts/${await id('Dan')}`, { ownerId: ann.userId }, 1);
    // Of a colleague's own, over a person and a company that were imported.
    await call(ann, 'POST', '/v1/deals', { name: 'Theirs', contacts: [{ contactId: await id('Eve') }] });
    await capture(ann, { name: 'Fay', companyName: 'Firm' });
    expect(await house.undo(bea, done.id)).toMatchObject({ state: 'undone', job: { state: 'done' } });
    const left = (await list(ann, '/v1/contacts')).map(({ name, title }) => [name, title]).toSorted();
    expect(left).toEqual([
      ['Bo', null],
      ['Dan', null],
      ['Eve', null],
      ['Fay', null],
    ]);
    expect((await list(ann, '/v1/companies')).map(({ name }) => name)).toEqual(['Firm']);
    const why = (await list(bea, `/v1/imports/${done.id}/left`)).map((one) => [one.recordType, one.why, one.name]);
    expect(why.toSorted()).toEqual([
      ['company', 'in_use', 'Firm'],
      ['contact', 'gone', null],
      ['contact', 'in_use', 'Eve'],
    ]);
  });

  it('takes companies and deals, beside those that others have', async () => {
    const firm = (await call(ann, 'POST', '/v1/companies', { name: 'Hidden', domain: 'hidden.example' })).body;
    await call(ann, 'POST', '/v1/deals', { name: 'Theirs' });
    const companies = await house.importFile(bea, csv('Company,Domain', 'Mine,hidden.example', 'Open,open.example'));
    expect(companies.counts).toMatchObject({ create: 1, invalid: 1 });
    expect((await call(ann, 'GET', `/v1/companies/${firm.id}`)).body).toMatchObject({ name: 'Hidden', version: 1 });
    const deals = await house.importFile(bea, csv('Deal name,Stage', 'Roof,', 'Stairs,'), { kind: 'deals' });
    expect(deals.counts).toMatchObject({ create: 2 });
    expect((await list(bea, '/v1/deals')).map(({ name, ownerId }) => [name, ownerId]).toSorted()).toEqual([
      ['Roof', bea.userId],
      ['Stairs', bea.userId],
    ]);
    // One by one, too: the places of a stage are taken by deals that one does not see.
    expect((await call(mia, 'POST', '/v1/deals', { name: 'Window' })).status).toBe(201);
  });

  it('is theirs alone', async () => {
    const done = await house.importFile(ann, csv('Name,Email', 'Secret Ada,ada@hidden.example'));
    const mine = await house.importFile(bea, csv('Name', 'Bo'));
    expect((await list(bea, '/v1/imports')).map(({ id }) => id)).toEqual([mine.id]);
    for (const [method, path] of [
      ['GET', `/v1/imports/${done.id}`],
      ['GET', `/v1/imports/${done.id}/preview`],
      ['GET', `/v1/imports/${done.id}/left`],
      ['POST', `/v1/imports/${done.id}/undo`],
    ] as const)
      expect([path, (await call(bea, method, path)).status]).toEqual([path, 404]);
    expect((await list(ann, '/v1/imports')).map(({ id }) => id)).toEqual([mine.id, done.id]);
    // The very same row of a colleague's import means nobody here.
    const again = await house.importFile(bea, csv('Name,Email', 'Secret Ada,ada@hidden.example'));
    expect(await rows(bea, again)).toEqual([['invalid', 'taken_beyond']]);
  });
});
