import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('finding contacts', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const as = async (people: object[]) => {
    const person = await createPerson(api.deps);
    const ids: string[] = [];
    for (const body of people) {
      ids.push((await api.call('POST', '/v1/contacts', { token: person.token, body })).body.contact.id);
    }
    const names = async (query: string) => {
      const { status, body } = await api.call('GET', `/v1/contacts?${query}`, { token: person.token });
      expect(status).toBe(200);
      return body.items.map(({ name }: { name: string }) => name);
    };
    return { person, ids, names };
  };

  it('pages through everybody once, the most recently active first', async () => {
    const { person, ids, names } = await as(Array.from({ length: 7 }, (_, index) => ({ name: `Person ${index}` })));
    await api.deps.admin`
      update app.contacts set active_at = '2026-01-01' where organization_id = ${person.organizationId} and name < 'Person 4'`;
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.call('GET', `/v1/contacts?limit=2${cursor}`, { token: person.token });
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual([ids[6], ids[5], ids[4], ids[3], ids[2], ids[1], ids[0]]);
    expect(await names('limit=1')).toEqual(['Person 6']);
  });

  it('moves people up when a message is logged with them', async () => {
    const { person, ids, names } = await as([{ name: 'First' }, { name: 'Second' }]);
    await api.call('POST', '/v1/interactions', {
      token: person.token,
      body: {
        contactId: ids[0],
        channel: 'email',
        direction: 'inbound',
        externalId: '1',
        occurredAt: new Date(Date.now() + 60_000).toISOString(),
      },
    });
    expect(await names('')).toEqual(['First', 'Second']);
  });

  it('finds every word anywhere in name, title, company and points, whatever the case and accents', async () => {
    const { names } = await as([
      {
        name: 'Ada Prospect',
        title: 'Buyer',
        companyName: 'Café Noir',
        points: [{ kind: 'email', value: 'ada@x.example' }],
      },
      { name: 'Людмила Соколова', companyName: 'Северный лес' },
      { name: 'Пётр Ёлкин', points: [{ kind: 'phone', value: '+7 912 345-67-89' }] },
    ]);
    expect(await names('search=ADA')).toEqual(['Ada Prospect']);
    expect(await names('search=cafe+prosp')).toEqual(['Ada Prospect']);
    expect(await names('search=ada%40x')).toEqual(['Ada Prospect']);
    expect(await names('search=buyer+nobody')).toEqual([]);
    expect(await names(`search=${encodeURIComponent('СОКОЛ лес')}`)).toEqual(['Людмила Соколова']);
    expect(await names(`search=${encodeURIComponent('елкин')}`)).toEqual(['Пётр Ёлкин']);
    expect(await names('search=9123456789')).toEqual(['Пётр Ёлкин']);
    expect(await names('search=%20%20')).toHaveLength(3);
  });

  it('finds letters however their accents are composed', async () => {
    const { names } = await as([{ name: 'José Йорк'.normalize('NFD') }]);
    for (const form of ['NFC', 'NFD']) {
      expect(await names(`search=${encodeURIComponent('йорк'.normalize(form))}`)).toHaveLength(1);
      expect(await names(`search=${encodeURIComponent('josé'.normalize(form))}`)).toHaveLength(1);
    }
  });

  it('takes the wildcards of SQL as they are', async () => {
    const { names } = await as([
      { name: '100% wool' },
      { name: 'under_score' },
      { name: 'back\\slash' },
      { name: 'Plain' },
    ]);
    expect(await names('search=%25')).toEqual(['100% wool']);
    expect(await names('search=_')).toEqual(['under_score']);
    expect(await names('search=%5C')).toEqual(['back\\slash']);
    expect(await names('search=%27')).toEqual([]);
    expect(await names('search=p%25n')).toEqual([]);
  });

  it('follows renamed companies and changed points', async () => {
    const { person, ids, names } = await as([
      { name: 'Ada', companyName: 'Oldname', points: [{ kind: 'email', value: 'old@acme.example' }] },
    ]);
    const { token } = person;
    const { body } = await api.call('GET', '/v1/companies', { token });
    const headers = { 'if-match': '1' };
    await api.call('PATCH', `/v1/companies/${body.items[0]?.id}`, { token, body: { name: 'Newname' }, headers });
    const points = [{ kind: 'email', value: 'new@acme.example' }];
    await api.call('PATCH', `/v1/contacts/${ids[0]}`, { token, body: { points }, headers });
    for (const gone of ['oldname', 'old@acme']) expect(await names(`search=${gone}`)).toEqual([]);
    for (const here of ['newname', 'new@acme']) expect(await names(`search=${here}`)).toEqual(['Ada']);
  });

  it('shows deleted people only when asked, the last deleted first', async () => {
    const { person, ids, names } = await as([{ name: 'Kept' }, { name: 'Gone 1' }, { name: 'Gone 2' }]);
    for (const id of [ids[2], ids[1]]) await api.call('DELETE', `/v1/contacts/${id}`, { token: person.token });
    expect(await names('')).toEqual(['Kept']);
    expect(await names('search=gone')).toEqual([]);
    expect(await names('deleted=true')).toEqual(['Gone 1', 'Gone 2']);
    expect(await names('deleted=true&search=2')).toEqual(['Gone 2']);
    const first = await api.call('GET', '/v1/contacts?deleted=true&limit=1', { token: person.token });
    expect(await names(`deleted=true&cursor=${first.body.nextCursor}`)).toEqual(['Gone 2']);
  });

  it('hides a deleted company from its contacts until it is restored', async () => {
    const { person, ids } = await as([{ name: 'Ada', companyName: 'Acme' }]);
    const read = async () => (await api.call('GET', `/v1/contacts/${ids[0]}`, { token: person.token })).body.company;
    const id = (await read())?.id;
    await api.call('DELETE', `/v1/companies/${id}`, { token: person.token });
    expect(await read()).toBeNull();
    await api.call('POST', `/v1/companies/${id}/restore`, { token: person.token });
    expect(await read()).toEqual({ id, name: 'Acme' });
  });

  describe('by address', () => {
    const lookup = (query: string, token = ann.token) => api.call('GET', `/v1/lookup?${query}`, { token });

    it('finds the person however the address is written, with the last interaction', async () => {
      const { body } = await api.call('POST', '/v1/contacts', {
        token: ann.token,
        body: {
          name: 'Ada',
          points: [
            { kind: 'email', value: 'ada@acme.example' },
            { kind: 'linkedin', value: 'ada-prospect' },
            { kind: 'telegram', value: '@ada_prospect' },
            { kind: 'phone', value: '+49301234567' },
          ],
        },
      });
      const { id } = body.contact;
      await api.call('POST', '/v1/interactions', {
        token: ann.token,
        body: {
          contactId: id,
          channel: 'email',
          direction: 'outbound',
          externalId: 'last',
          subject: 'Offer',
          occurredAt: '2026-02-03T04:05:06+01:00',
        },
      });
      for (const query of [
        'email=ADA%40Acme.example',
        'linkedin=https%3A%2F%2Flinkedin.com%2Fin%2FAda-Prospect',
        'telegram=t.me%2Fada_prospect',
        'phone=%2B49+30+1234567',
        'email=nobody%40acme.example&telegram=ada_prospect',
      ]) {
        const found = await lookup(query);
        expect(found.body.contact).toMatchObject({ id, lastInteraction: { subject: 'Offer' } });
      }
    });

    it('takes the surest address first when they belong to different people', async () => {
      const make = async (kind: string, value: string) =>
        (await api.call('POST', '/v1/contacts', { token: ann.token, body: { points: [{ kind, value }] } })).body.contact
          .id;
      const phone = await make('phone', '+442079460018');
      const mail = await make('email', 'sure@acme.example');
      const query = 'phone=%2B442079460018&email=sure%40acme.example';
      expect((await lookup(query)).body.contact.id).toBe(mail);
      await api.call('DELETE', `/v1/contacts/${mail}`, { token: ann.token });
      expect((await lookup(query)).body.contact.id).toBe(phone);
    });

    it('finds nobody with a null, and not the deleted nor people of others', async () => {
      expect((await lookup('email=nobody%40acme.example')).body).toEqual({ contact: null, suggestions: [] });
      const bob = await createPerson(api.deps);
      expect((await lookup('email=ada%40acme.example', bob.token)).body).toEqual({ contact: null, suggestions: [] });
    });

    it('refuses no address and wrong ones', async () => {
      expect((await lookup('')).status).toBe(422);
      const wrong = await lookup('email=nobody&phone=12');
      expect(wrong.body.errors.map(({ path }: { path: string }) => path)).toEqual(['email', 'phone']);
    });
  });
});
