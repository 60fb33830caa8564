import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('capturing a contact', () => {
  let api: TestApi;
  let ann: TestPerson;
  let mail = 0;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const capture = (body: object, token = ann.token) => api.call('POST', '/v1/contacts', { token, body });
  const email = (value: string) => ({ kind: 'email', value });
  const fresh = () => {
    mail += 1;
    return `person-${mail}@acme.example`;
  };
  const eventsOf = async (id: string) =>
    (await api.deps.admin`select type, payload from app.events where subject_id = ${id} order by id`).map((row) => ({
      ...row,
    }));

  it('makes one contact of 100 captures at the same moment', async () => {
    const address = fresh();
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        capture({
          name: 'Ada Prospect',
          companyName: index % 2 ? 'Acmé' : 'ACME',
          points: [email(address.toUpperCase()), { kind: 'telegram', value: '@ada_at_once' }].slice(0, 1 + (index % 2)),
        }),
      ),
    );
    expect(new Set(replies.map(({ body }) => body.contact.id)).size).toBe(1);
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(99);
    const rows = await api.deps.admin`select from app.contact_points where normalized = ${address}`;
    expect(rows).toHaveLength(1);
    expect(await api.deps.admin`select from app.companies where app.fold(name) = 'acme'`).toHaveLength(1);
  });

  it('makes one contact of captures that name their points in different orders', async () => {
    const [one, two] = [fresh(), fresh()];
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        capture({ points: index % 2 ? [email(one), email(two)] : [email(two), email(one)] }),
      ),
    );
    expect(new Set(replies.map(({ body }) => body.contact.id)).size).toBe(1);
  });

  it('makes one company of captures of different people at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => capture({ companyName: 'Harbour Row', points: [email(fresh())] })),
    );
    expect(new Set(replies.map(({ body }) => body.contact.company?.id)).size).toBe(1);
  });

  it('names a contact after the first point when nobody knows the name, and takes the name over later', async () => {
    const address = fresh();
    const first = await capture({ points: [{ kind: 'telegram', value: '700100' }, email(address)] });
    expect(first.body.contact.name).toBe('Telegram 700100');
    const second = await capture({ name: 'Ada Prospect', points: [email(address)] });
    expect([second.status, second.body.contact.name]).toEqual([200, 'Ada Prospect']);
    const third = await capture({ name: 'Somebody Else', points: [email(address)] });
    expect(third.body.contact.name).toBe('Ada Prospect');
  });

  it('fills what is empty, adds new points in order, and overwrites nothing', async () => {
    const address = 'fills@harbour.example';
    const made = await capture({ name: 'Ada', title: 'Buyer', points: [email(address)] });
    const { id } = made.body.contact;
    const filled = await capture({
      name: 'Other',
      title: 'Other title',
      notes: 'Met in Porto',
      companyName: 'Okonjo & Hale',
      points: [{ kind: 'url', value: 'ada.example' }, email(address), { kind: 'phone', value: '+49 30 1234567' }],
    });
    expect(filled.body).toMatchObject({
      created: false,
      contact: {
        id,
        name: 'Ada',
        title: 'Buyer',
        notes: 'Met in Porto',
        company: { name: 'Okonjo & Hale' },
        version: 2,
      },
    });
    expect(filled.body.contact.points.map(({ normalized }: { normalized: string }) => normalized)).toEqual([
      address,
      'https://ada.example',
      '+49301234567',
    ]);
    expect(await eventsOf(id)).toEqual([
      { type: 'contact.created', payload: {} },
      { type: 'contact.updated', payload: { changed: ['companyName', 'notes', 'points'] } },
    ]);
  });

  it('changes nothing when it knows nothing new', async () => {
    const body = { name: 'Ada', companyName: 'Acme', points: [email(fresh())] };
    const made = await capture(body);
    const again = await capture({ ...body, name: 'Bea', companyName: 'A new firm' });
    expect(again.body.contact).toEqual(made.body.contact);
    expect(await eventsOf(made.body.contact.id)).toHaveLength(1);
    expect(await api.deps.admin`select from app.companies where name = 'A new firm'`).toHaveLength(0);
  });

  it('names both contacts when the points belong to two', async () => {
    const [one, two] = [fresh(), fresh()];
    const ids = [
      (await capture({ points: [email(one)] })).body.contact.id,
      (await capture({ points: [email(two)] })).body.contact.id,
    ];
    const both = await capture({ points: [email(two), email(one)] });
    expect([both.status, both.body.code]).toEqual([409, 'contact_ambiguous']);
    expect(both.body.contactIds.toSorted()).toEqual(ids.toSorted());
  });

  it('names the deleted contact who matches, and works again once they are restored', async () => {
    const address = fresh();
    const { id } = (await capture({ points: [email(address)] })).body.contact;
    await api.call('DELETE', `/v1/contacts/${id}`, { token: ann.token });
    const refused = await capture({ points: [email(address)] });
    expect(refused).toMatchObject({ status: 409, body: { code: 'contact_deleted', contactId: id } });
    await api.call('POST', `/v1/contacts/${id}/restore`, { token: ann.token });
    expect((await capture({ points: [email(address)] })).body.contact.id).toBe(id);
  });

  it('takes the same address in another organization as another person', async () => {
    const bob = await createPerson(api.deps);
    const address = fresh();
    const mine = await capture({ points: [email(address)] });
    const theirs = await capture({ points: [email(address)] }, bob.token);
    expect(theirs.status).toBe(201);
    expect(theirs.body.contact.id).not.toBe(mine.body.contact.id);
  });

  it('names wrong points by their place', async () => {
    const refused = await capture({ points: [email(fresh()), { kind: 'phone', value: '030 1' }, email('nobody')] });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual(['points.1.value', 'points.2.value']);
  });

  it('needs a name or a point', async () => {
    expect(await capture({})).toMatchObject({ status: 422, body: { errors: [{ path: 'name' }] } });
  });

  it('is not for viewers', async () => {
    const viewer = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'viewer' });
    expect(await capture({ name: 'Ada' }, viewer.token)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it.each([
    ['10 kB of letters', 'a'.repeat(10_000)],
    ['emoji', '👩🏽‍🚀 Ada 🇵🇹'],
    ['right to left', 'עדה פרוספקט'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['quotes', `O'Neill "\\"; drop table app.contacts; --`],
  ])('keeps names of %s as they are', async (_, name) => {
    const { body } = await capture({ name });
    expect(body.contact.name).toBe(name);
    const read = await api.call('GET', `/v1/contacts/${body.contact.id}`, { token: ann.token });
    expect(read.body.name).toBe(name);
  });

  it('refuses names over 10 000 characters', async () => {
    expect((await capture({ name: 'a'.repeat(10_001) })).status).toBe(422);
  });
});
