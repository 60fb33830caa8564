import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { furnished } from './testing/furnished.ts';
import { mergeCalls } from './testing/merge-calls.ts';

describe('merging contacts', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const { call, merge, undo, codeOf, rows } = mergeCalls(
    () => api,
    () => ann,
  );

  it('moves everything to the winner, keeps what both knew, and says so', async () => {
    const winner = await furnished(api, ann, 'Ada Prospect', { title: 'Buyer', tags: ['fair'], notes: 'From Porto' });
    const loser = await furnished(api, ann, 'Ada P.', { tags: ['vip'], notes: 'Likes oak', timeZone: 'Europe/Lisbon' });
    const { status, body } = await merge(winner.id, loser.id);
    expect(status).toBe(200);
    expect(body.contact).toMatchObject({
      id: winner.id,
      name: 'Ada Prospect',
      title: 'Buyer',
      tags: ['fair', 'vip'],
      notes: 'From Porto\n\nLikes oak',
      timeZone: 'Europe/Lisbon',
    });
    expect(body.contact.points).toHaveLength(2);
    expect(Object.fromEntries(body.moves.map(({ what, count }) => [what, count]))).toEqual({
      contact_points: 1,
      employments: 1,
      interactions: 1,
      deal_contacts: 1,
      tasks: 1,
      notes: 1,
      relations: 1,
    });
    const { items } = (await call('GET', `/v1/contacts/${winner.id}/interactions`)).body;
    expect(items).toHaveLength(2);
    const deal = (await call('GET', `/v1/deals/${loser.deal}`)).body;
    expect(deal.contacts).toMatchObject([{ contact: { id: winner.id }, role: 'Decides' }]);
  });

  it('answers the old id with where it went, however long the chain', async () => {
    const [a, b, c] = [
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token),
    ];
    await merge(b, a);
    await merge(c, b);
    const gone = await call('GET', `/v1/contacts/${a}`);
    expect([gone.status, gone.body.code, gone.body.mergedInto]).toEqual([410, 'record_merged', c]);
    expect(await codeOf(call('POST', `/v1/contacts/${a}/restore`))).toEqual([410, 'record_merged']);
    expect(await codeOf(call('PATCH', `/v1/contacts/${a}`, { name: 'X' }, { 'if-match': '"2"' }))).toEqual([
      410,
      'record_merged',
    ]);
    const { items } = (await call('GET', '/v1/contacts?deleted=true')).body;
    expect(items.filter(({ id }) => id === a || id === b)).toEqual([]);
  });

  it('previews exactly what it would do, and changes nothing', async () => {
    const winner = await furnished(api, ann, 'Bea Hale', { tags: ['a'] });
    const loser = await furnished(api, ann, 'Bea Hale', { tags: ['b'], language: 'pt' });
    const before = await rows();
    const preview = (await merge(winner.id, loser.id, { dryRun: true })).body;
    expect(preview).toMatchObject({ mergeId: null, undoToken: null });
    expect(await rows()).toEqual(before);
    const done = (await merge(winner.id, loser.id)).body;
    expect({ ...preview.contact, updatedAt: '' }).toEqual({ ...done.contact, updatedAt: '' });
    expect(preview.moves).toEqual(done.moves);
  });

  it('takes the values that a person chose, and refuses fields that there are not', async () => {
    const one = { name: 'Cid', title: 'Buyer', notes: 'One', tags: ['one'], companyName: 'Choice One' };
    const two = { name: 'Cid Row', title: 'CTO', notes: 'Two', tags: ['two'], companyName: 'Choice Two' };
    const [winner, loser] = [await sampleContact(api, ann.token, one), await sampleContact(api, ann.token, two)];
    expect(await codeOf(merge(winner, loser, { choices: { shoeSize: 'loser' } }))).toEqual([422, 'invalid_input']);
    const choices = { name: 'loser', title: 'loser', companyId: 'loser', notes: 'winner', tags: 'loser' };
    const before = await rows();
    const { body } = await merge(winner, loser, { choices });
    expect(body.contact).toMatchObject({
      name: 'Cid Row',
      title: 'CTO',
      company: { name: 'Choice Two' },
      notes: 'One',
      tags: ['two'],
    });
    await undo(body.undoToken);
    expect(await rows()).toEqual(before);
  });

  it('says why the two may be the same', async () => {
    const body = { name: 'Dan Quay', companyName: 'Quay & Sons' };
    const [winner, loser] = [await sampleContact(api, ann.token, body), await sampleContact(api, ann.token, body)];
    const merged = (await merge(winner, loser, { dryRun: true })).body;
    expect(merged.reason).toEqual({ reason: 'name_and_company', shared: 'Quay & Sons' });
  });

  it('needs two live contacts of the organization', async () => {
    const id = await sampleContact(api, ann.token);
    const deleted = await sampleContact(api, ann.token);
    await call('DELETE', `/v1/contacts/${deleted}`);
    const foreign = await sampleContact(api, (await createPerson(api.deps)).token);
    expect(await codeOf(merge(id, id))).toEqual([422, 'invalid_input']);
    expect(await codeOf(merge(id, deleted))).toEqual([409, 'record_deleted']);
    expect(await codeOf(merge(id, foreign))).toEqual([404, 'not_found']);
  });

  it('is told of: events, audit, live', async () => {
    const [winner, loser] = [
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token, { name: 'Ada', title: 'Buyer' }),
    ];
    const { body } = await merge(winner, loser);
    await undo(body.undoToken);
    const events = await api.deps.admin`select type, payload from app.events where subject_id = ${winner} order by id`;
    const payload = { loserId: loser, mergeId: body.mergeId };
    expect(events.map((event) => ({ ...event })).slice(1)).toEqual([
      { type: 'contact.merged', payload },
      { type: 'contact.unmerged', payload },
    ]);
    const log = (await call('GET', `/v1/audit?recordId=${loser}`)).body.items;
    expect(log.map(({ action }) => action)).toEqual(['restored', 'merged', 'created']);
    expect(log[1]?.changes).toEqual({ mergedInto: [null, winner] });
  });

  describe('many at once', () => {
    it('goes through chains and circles, and one that fails leaves the others', async () => {
      const [a, b, c, d] = [
        await sampleContact(api, ann.token),
        await sampleContact(api, ann.token),
        await sampleContact(api, ann.token),
        await sampleContact(api, ann.token),
      ];
      await call('DELETE', `/v1/contacts/${d}`);
      const before = await rows();
      const pair = (winnerId: string, loserId: string) => ({ winnerId, loserId });
      const pairs = [pair(b, a), pair(c, b), pair(a, c), pair(c, d)];
      const { body } = await call('POST', '/v1/contacts/merge-many', { pairs });
      expect(body.items.map(({ status, winnerId }) => [status, winnerId])).toEqual([
        ['merged', b],
        ['merged', c],
        ['same', c],
        ['failed', null],
      ]);
      expect(body.items[3]?.problem).toContain('deleted');
      await undo(body.undoToken);
      expect(await rows()).toEqual(before);
    });
  });
});
