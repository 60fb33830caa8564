import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tried } from '../testing/properties.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { type ImportHouse, openImportHouse } from './testing/import-file.ts';

describe('whom a row means', () => {
  let house: ImportHouse;
  let ann: TestPerson;
  beforeAll(async () => {
    house = await openImportHouse();
  });
  beforeEach(async () => {
    ann = await createPerson(house.api.deps);
  });
  afterAll(() => house.close());

  const call = (method: string, path: string, body?: object, { token } = ann) =>
    house.api.call(method, path, { token, ...(body && { body }) });
  const email = (value: string) => ({ kind: 'email', value });
  const capture = async (body: object) => (await call('POST', '/v1/contacts', body)).body.contact;
  const rowsOf = async (id: string) => (await call('GET', `/v1/imports/${id}/preview`)).body.items;
  const planned = async (...lines: string[]) => {
    const { body } = await house.upload(ann, lines.join('\n'));
    await house.plan(ann, body.id);
    return rowsOf(body.id);
  };

  it('by a name with its company or mail domain is only said, and nobody is joined', async () => {
    const ada = await capture({ name: 'Ada Prospect', companyName: 'Acme', title: 'CTO' });
    const bo = await capture({ name: 'Bo Client', points: [email('bo@brick.example')] });
    const lines = ['Name,Company,Email', 'ADA  PROSPECT,acme,', 'Bo Client,,b.client@brick.example', 'Cleo,Acme,'];
    const rows = await planned(...lines);
    expect(rows.map(({ outcome, recordId, remarks }) => [outcome, recordId, remarks])).toEqual([
      ['create', null, [{ code: 'name_and_company', value: 'Ada Prospect', recordId: ada.id }]],
      ['create', null, [{ code: 'name_and_domain', value: 'Bo Client', recordId: bo.id }]],
      ['create', null, []],
    ]);
    await house.importFile(ann, lines.join('\n'));
    expect((await call('GET', '/v1/contacts')).body.items).toHaveLength(5);
    expect((await call('GET', `/v1/contacts/${ada.id}`)).body).toMatchObject({ version: ada.version, title: 'CTO' });
  });

  it('is not said of who was deleted since', async () => {
    const ada = await capture({ name: 'Ada Prospect', companyName: 'Acme' });
    const { body } = await house.upload(ann, 'Name,Company\nAda Prospect,Acme\n');
    await house.plan(ann, body.id);
    await call('DELETE', `/v1/contacts/${ada.id}`);
    expect((await rowsOf(body.id))[0]?.remarks).toEqual([]);
  });

  it('works at the company of their mail domain, which is never made and never a mail provider’s', async () => {
    const acme = (await call('POST', '/v1/companies', { name: 'Acme', domain: 'acme.example' })).body;
    const eve = await capture({ name: 'Eve', points: [email('eve@acme.example')] });
    const left = await house.api.call('PATCH', `/v1/contacts/${eve.id}`, {
      token: ann.token,
      body: { companyName: null },
      headers: { 'if-match': `"${eve.version}"` },
    });
    expect([eve.company?.name, left.body.company]).toEqual(['Acme', null]);
    const lines = [
      'Name,Email,Company,Phone',
      'Ada,ada@mail.acme.example,,',
      'Bo,bo@brick.example,,',
      'Cleo,cleo@gmail.com,,',
      'Dan,dan@acme.example,Agency,',
      'Eve,eve@acme.example,,+442079460018',
      'Fay,fay@cliff.example,,',
      'Gil,gil@cliff.example,Cliff,',
      'Hal,hal@gmail.com,Hill,',
      'Ivy,ivy@acme.example,Ivory,',
    ];
    await house.importFile(ann, lines.join('\n'));
    const items = (await call('GET', '/v1/contacts')).body.items.toSorted((a, b) => a.name.localeCompare(b.name));
    expect(items.map(({ name, company }) => [name, company?.name])).toEqual([
      ['Ada', 'Acme'],
      ['Bo', undefined],
      ['Cleo', undefined],
      ['Dan', 'Agency'],
      // Somebody took the company away: only a new address would tell of it again.
      ['Eve', undefined],
      ['Fay', 'Cliff'],
      ['Gil', 'Cliff'],
      ['Hal', 'Hill'],
      ['Ivy', 'Ivory'],
    ]);
    const companies = (await call('GET', '/v1/companies')).body.items.toSorted((a, b) => a.name.localeCompare(b.name));
    expect(companies.map(({ name, domains }) => [name, domains])).toEqual([
      ['Acme', acme.domains],
      ['Agency', []],
      ['Cliff', ['cliff.example']],
      ['Hill', []],
      ['Ivory', []],
    ]);
  });

  const word = fc.constantFrom('ada', 'bo', 'cleo');
  const person = fc.record({
    name: fc.constantFrom('', 'Zoé Ёлка', 'ZOE ёлка', 'Bo O’Neill'),
    companyName: fc.constantFrom('', 'Acme', 'ÁCME', 'Brick'),
    emails: fc.array(fc.tuple(word, fc.constantFrom('acme.example', 'brick.example', 'gmail.com')), { maxLength: 2 }),
    phone: fc.constantFrom('', '+44 20 7946 0018', '+49 30 1234567'),
  });
  type Person = typeof person extends fc.Arbitrary<infer P> ? P : never;
  const pointsOf = ({ emails, phone }: Person) => [
    ...[...new Set(emails.map((parts) => parts.join('@')))].map(email),
    ...(phone === '' ? [] : [{ kind: 'phone', value: phone }]),
  ];
  const bodyOf = ({ name, companyName, ...rest }: Person) => ({
    name,
    ...(companyName && { companyName }),
    points: pointsOf({ name, companyName, ...rest }),
  });

  it('is whom POST /v1/contacts/match names, of owners and suggestions alike', async () => {
    const seen = { owners: 0, several: 0, suggestions: 0 };
    const people = fc.array(person, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(people, people, async (there, rows) => {
        ann = await createPerson(house.api.deps);
        for (const one of there) if (one.name || pointsOf(one).length) await call('POST', '/v1/contacts', bodyOf(one));
        const { items } = (await call('POST', '/v1/contacts/match', { candidates: rows.map(bodyOf) })).body;
        for (const [at, row] of rows.entries()) {
          const points = pointsOf(row);
          // One row a file: what rows of a file mean to each other is told elsewhere.
          const mails = points.filter(({ kind }) => kind === 'email').map(({ value }) => value);
          const cells = [row.name, row.companyName, mails.join(';'), row.phone];
          const [plan] = await planned('Name,Company,Email,Phone', cells.join());
          const owners = items[at]?.owners.map(({ contactId }) => contactId) ?? [];
          const suggestions = items[at]?.suggestions.map(({ contactId, reason }) => [contactId, reason]) ?? [];
          if (row.name === '' && points.length === 0) expect(plan?.reason?.code).toBe('nobody');
          else if (owners.length > 1) expect(plan?.reason?.code).toBe('belongs_to_several');
          else if (owners.length === 1)
            expect([plan?.outcome === 'create', plan?.recordId]).toEqual([false, owners[0]]);
          else {
            expect(plan?.outcome).toBe('create');
            expect(plan?.remarks.map(({ recordId, code }) => [recordId, code])).toEqual(suggestions);
          }
          seen.owners += owners.length === 1 ? 1 : 0;
          seen.several += owners.length > 1 ? 1 : 0;
          seen.suggestions += owners.length === 0 ? suggestions.length : 0;
        }
      }),
      tried(10, 5),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  }, 120_000);
});
