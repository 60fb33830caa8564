import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('what is kept about a contact', () => {
  let api: TestApi;
  let ann: TestPerson;
  let id: string;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    id = await sampleContact(api, ann.token);
  });
  const patch = (body: object, version = 1) =>
    api.call('PATCH', `/v1/contacts/${id}`, { token: ann.token, body, headers: { 'if-match': `"${version}"` } });

  it('is changed and read again', async () => {
    const details = {
      ownerId: ann.userId,
      tags: ['Investor', 'Berlin'],
      avatarUrl: 'https://pictures.example/ada.png',
      timeZone: 'Europe/Berlin',
      language: 'de-AT',
      source: 'Fair 2026',
    };
    const changed = await patch({ ...details, timeZone: 'europe/berlin', language: 'de_at' });
    expect(changed.body).toMatchObject({ ...details, version: 2, doNotContact: false, fields: {}, nextTaskAt: null });
    const read = await api.call('GET', `/v1/contacts/${id}`, { token: ann.token });
    expect({ ...changed.body, undoToken: undefined }).toEqual({ ...read.body, undoToken: undefined });
    expect((await patch(details, 2)).body.version).toBe(2);
    const emptied = await patch({ ownerId: null, tags: [], avatarUrl: null, timeZone: null, language: null }, 2);
    expect(emptied.body).toMatchObject({ ownerId: null, tags: [], avatarUrl: null, timeZone: null, language: null });
  });

  it('is given with the capture, and filled where it is empty when the person is captured again', async () => {
    const points = [{ kind: 'email', value: 'filled@people.example' }];
    const capture = (body: object) => api.call('POST', '/v1/contacts', { token: ann.token, body: { points, ...body } });
    const first = await capture({ tags: ['Investor'], timeZone: 'Asia/Tokyo', source: 'gmail' });
    expect(first.body.contact).toMatchObject({ tags: ['Investor'], timeZone: 'Asia/Tokyo', source: 'gmail' });
    const again = await capture({
      tags: ['INVESTOR', 'Angel'],
      timeZone: 'UTC',
      language: 'ja',
      ownerId: ann.userId,
      doNotContact: true,
    });
    expect(again.body.contact).toMatchObject({
      tags: ['Investor', 'Angel'],
      timeZone: 'Asia/Tokyo',
      language: 'ja',
      ownerId: ann.userId,
      doNotContact: true,
      version: 2,
    });
  });

  it('says since when nobody should write to them', async () => {
    const asked = await patch({ doNotContact: true });
    expect(asked.body.doNotContactSince).not.toBeNull();
    const renamed = await patch({ name: 'Ada Lovett' }, 2);
    expect(renamed.body.doNotContactSince).toBe(asked.body.doNotContactSince);
    expect((await patch({ doNotContact: false }, 3)).body).toMatchObject({
      doNotContact: false,
      doNotContactSince: null,
    });
  });

  it('loses its owner when the owner leaves the organization', async () => {
    const bea = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    await patch({ ownerId: bea.userId });
    await api.deps.admin`delete from app.memberships where user_id = ${bea.userId}`;
    expect((await api.call('GET', `/v1/contacts/${id}`, { token: ann.token })).body.ownerId).toBeNull();
  });

  it('holds each tag once, in the spelling that the organization began with', async () => {
    const first = await patch({ tags: ['Naïve  buyer', ' naive BUYER ', 'VIP'] });
    expect(first.body.tags).toEqual(['Naïve buyer', 'VIP']);
    const other = await sampleContact(api, ann.token, { name: 'Bea' });
    const second = await api.call('PATCH', `/v1/contacts/${other}`, {
      token: ann.token,
      body: { tags: ['vip', 'NAIVE BUYER'] },
      headers: { 'if-match': '1' },
    });
    expect(second.body.tags).toEqual(['VIP', 'Naïve buyer']);
  });

  it('refuses 300 tags with the limit', async () => {
    const refused = await patch({ tags: Array.from({ length: 300 }, (_, n) => `Tag ${n}`) });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'tags', message: 'A record has at most 100 tags.' }] },
    });
    expect((await patch({ tags: Array.from({ length: 100 }, (_, n) => `Tag ${n}`) })).status).toBe(200);
  });

  it('takes names in any script, up to 10,000 characters', async () => {
    for (const [nth, name] of ['עדה לבלייס', 'Ada 👩‍🚀', 'ж'.repeat(10_000)].entries()) {
      expect((await patch({ name }, nth + 1)).body.name).toBe(name);
    }
    const refused = await patch({ name: 'x'.repeat(10_001) }, 4);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'name' }] } });
  });

  it.each([
    ['timeZone', 'Europe/Atlantis'],
    ['timeZone', '+02:00'],
    ['language', 'not a language'],
    ['avatarUrl', 'javascript:alert(1)'],
    ['avatarUrl', 'data:image/png;base64,AAAA'],
    ['source', 'x'.repeat(201)],
    ['tags', ['']],
    ['tags', ['x'.repeat(61)]],
    ['doNotContact', 'yes'],
    ['ownerId', 'ann'],
  ])('refuses as %s: %s', async (field, value) => {
    const refused = await patch({ [field]: value });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]?.path.split('.')[0]).toBe(field);
  });

  it('takes no stranger as owner', async () => {
    const stranger = await createPerson(api.deps);
    const refused = await patch({ ownerId: stranger.userId });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'ownerId' }] } });
  });
});
