// One table of people, and every way in which Kith hears of somebody: all of them must mean the same person.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ImportHouse, openImportHouse } from '../imports/testing/import-file.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

const Suggestions = z.array(z.object({ contactId: z.string(), reason: z.string() }));
const Looked = z.object({ contact: z.union([z.object({ id: z.string() }), z.null()]), suggestions: Suggestions });

interface Met {
  what: string;
  name: string;
  company?: string;
  email: string;
  /** Whom they are by their address. */
  owner?: 'ada' | 'bea';
  /** Whom they may be, and why. */
  may?: ['ada' | 'bea', string];
}

const met: Met[] = [
  { what: 'an address', name: 'Ada Prospect', email: 'ada@acme.example', owner: 'ada' },
  {
    what: 'an address written otherwise, with another name',
    name: 'Somebody',
    email: 'ADA@Acme.Example',
    owner: 'ada',
  },
  {
    what: 'a name and a company',
    name: 'ADA  prospect',
    company: 'acme',
    email: 'ada.p@gmail.com',
    may: ['ada', 'name_and_company'],
  },
  {
    what: 'a name and a mail domain',
    name: 'Bea Hale',
    email: 'b.hale@hale.example',
    may: ['bea', 'name_and_domain'],
  },
  { what: 'a name and a public provider', name: 'Bea Hale', email: 'bea.hale@gmail.com' },
  { what: 'a name alone', name: 'Ada Prospect', email: 'ada@elsewhere.example' },
  { what: 'a company and its domain, with another name', name: 'Cy Doe', company: 'Acme', email: 'cy@acme.example' },
];

describe('who somebody is', () => {
  let house: ImportHouse;
  let ann: TestPerson;
  const ids = { ada: '', bea: '' };
  beforeAll(async () => {
    house = await openImportHouse();
    ann = await createPerson(house.api.deps);
    ids.ada = await add({ name: 'Ada Prospect', companyName: 'Acme', points: [email('ada@acme.example')] });
    ids.bea = await add({ name: 'Bea Hale', points: [email('bea@hale.example')] });
  });
  afterAll(() => house.close());

  const email = (value: string) => ({ kind: 'email', value });
  const call = (method: string, path: string, body?: object) =>
    house.api.call(method, path, { token: ann.token, ...(body && { body }) });
  const add = async (body: object): Promise<string> => (await call('POST', '/v1/contacts', body)).body.contact.id;
  const bodyOf = ({ name, company, email: address }: Met) => ({
    name,
    ...(company && { companyName: company }),
    points: [email(address)],
  });
  const whyOf = (suggestions: unknown) =>
    Suggestions.parse(suggestions).map(({ contactId, reason }) => [contactId, reason]);
  const expected = ({ owner, may }: Met) => ({
    owner: owner === undefined ? null : ids[owner],
    suggestions: may === undefined ? [] : [[ids[may[0]], may[1]]],
  });

  it('is what POST /v1/contacts/match answers', async () => {
    const { items } = (await call('POST', '/v1/contacts/match', { candidates: met.map(bodyOf) })).body;
    for (const [at, one] of met.entries()) {
      const { owners, suggestions } = items[at] ?? { owners: [], suggestions: [] };
      const answered = { owner: owners[0]?.contactId ?? null, suggestions: whyOf(suggestions) };
      // The endpoint also tells of others who may be the same as the owner.
      expect([one.what, answered]).toEqual([one.what, expected(one)]);
    }
  });

  it('is what the extension’s lookup answers', async () => {
    for (const one of met) {
      const query = new URLSearchParams({ email: one.email, name: one.name, company: one.company ?? '' });
      const { contact, suggestions } = Looked.parse((await call('GET', `/v1/lookup?${query}`)).body);
      const answered = { owner: contact?.id ?? null, suggestions: whyOf(suggestions) };
      expect([one.what, answered]).toEqual([one.what, expected(one)]);
    }
  });

  it('is what the preview of an import says', async () => {
    const lines = met.map(({ name, company = '', email: address }) => [name, company, address].join());
    for (const [at, line] of lines.entries()) {
      const one = met[at];
      if (!one) throw new Error('There is a line for each');
      const { body } = await house.upload(ann, `Name,Company,Email\n${line}\n`);
      await house.plan(ann, body.id);
      const [row] = (await call('GET', `/v1/imports/${body.id}/preview`)).body.items;
      const suggestions = row?.remarks.map(({ recordId, code }) => [recordId, code]);
      expect([one.what, { owner: row?.recordId, suggestions }]).toEqual([one.what, expected(one)]);
    }
  });

  it('is whom a captured mail is logged with', async () => {
    for (const one of met) {
      const captured = (await call('POST', '/v1/contacts', bodyOf(one))).body;
      const logged = await call('POST', '/v1/interactions', {
        contactId: captured.contact.id,
        channel: 'email',
        direction: 'inbound',
        externalId: one.what,
        subject: 'Hello',
        occurredAt: '2026-01-02T03:04:05Z',
      });
      const { owner, suggestions } = expected(one);
      const answered = { created: captured.created, suggestions: whyOf(captured.suggestions) };
      expect([one.what, logged.status, answered]).toEqual([one.what, 201, { created: owner === null, suggestions }]);
      if (owner !== null) expect(captured.contact.id).toBe(owner);
      else await house.api.deps.admin`delete from app.contacts where id = ${captured.contact.id}`;
    }
  });

  it('is no new contact for whoever a person says they are', async () => {
    const body = { name: 'Bea Hale', points: [email('b.hale@hale.example')], sameAs: ids.bea };
    const chosen = await call('POST', '/v1/contacts', body);
    expect([chosen.status, chosen.body.created, chosen.body.contact.id, chosen.body.suggestions]).toEqual([
      200,
      false,
      ids.bea,
      [],
    ]);
    const looked = await call('GET', '/v1/lookup?email=b.hale@hale.example&name=Bea%20Hale');
    expect(looked.body).toMatchObject({ contact: { id: ids.bea }, suggestions: [] });
    const { status } = await call('POST', '/v1/undo', { undoToken: chosen.body.undoToken });
    const undone = await call('GET', '/v1/lookup?email=b.hale@hale.example');
    expect([status, undone.body.contact]).toEqual([200, null]);
  });

  it('cannot be said against an address, nor of strangers or the deleted', async () => {
    const points = [email('ada@acme.example')];
    const taken = await call('POST', '/v1/contacts', { name: 'Ada', points, sameAs: ids.bea });
    expect([taken.status, taken.body.code, taken.body.contactIds]).toEqual([
      409,
      'contact_ambiguous',
      [ids.bea, ids.ada],
    ]);
    const bob = await createPerson(house.api.deps);
    const theirs = await house.api.call('POST', '/v1/contacts', { token: bob.token, body: { name: 'Their Ada' } });
    const fresh = { name: 'Dot', points: [email('dot@dot.example')] };
    const stranger = await call('POST', '/v1/contacts', { ...fresh, sameAs: theirs.body.contact.id });
    const gone = await add({ name: 'Gone' });
    await call('DELETE', `/v1/contacts/${gone}`);
    const deleted = await call('POST', '/v1/contacts', { ...fresh, sameAs: gone });
    expect([stranger.status, stranger.body.code, deleted.status, deleted.body.code]).toEqual([
      404,
      'not_found',
      409,
      'contact_deleted',
    ]);
    expect((await call('GET', '/v1/lookup?email=dot@dot.example')).body.contact).toBeNull();
  });

  it('is looked up by name only beside an address', async () => {
    expect((await call('GET', '/v1/lookup?name=Ada&company=Acme')).status).toBe(422);
  });
});
