import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { person, relationCalls } from './testing/relation-calls.ts';

describe('relations of the organization’s own words', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const { call, relate, pair } = relationCalls(
    () => api,
    () => ann,
  );

  it('have their words in both directions', async () => {
    const [ada, bea] = await pair();
    const words = { label: 'Mentor of', inverseLabel: 'Mentored by' };
    const made = await relate({ kind: 'custom', ...words, from: person(ada), to: person(bea) });
    expect(made.body.relation).toMatchObject({ ...words, from: { id: ada }, symmetric: false });
    const turned = await relate({
      kind: 'custom',
      label: 'mentored by',
      inverseLabel: 'MENTOR OF',
      from: person(bea),
      to: person(ada),
    });
    expect(turned).toMatchObject({ status: 200, body: { relation: { id: made.body.relation.id } } });
    await relate({ kind: 'custom', label: 'Neighbour', inverseLabel: 'neighbour', from: person(ada), to: person(bea) });
    expect((await call('GET', '/v1/relation-labels')).body.items).toMatchObject([
      words,
      { label: 'Neighbour', inverseLabel: null },
    ]);
  });

  it('get other words all at once, never those of others, and keep their direction', async () => {
    const [ada, bea] = await pair();
    const words = { kind: 'custom', from: person(ada), to: person(bea) };
    const one = (await relate({ ...words, label: 'Mentor of', inverseLabel: 'Mentored by' })).body.relation;
    await relate({ ...words, label: 'Neighbour' });
    const labels = async () => (await call('GET', '/v1/relation-labels')).body.items;
    const [mentor] = await labels();
    const rename = (body: object, version = mentor?.version) =>
      call('PATCH', `/v1/relation-labels/${mentor?.id}`, body, version);
    const renamed = await rename({ label: 'Coach of', inverseLabel: 'Coached by' });
    expect(renamed).toMatchObject({ status: 200, body: { label: 'Coach of', inverseLabel: 'Coached by' } });
    expect((await call('GET', `/v1/relations/${one.id}`)).body).toMatchObject({
      label: 'Coach of',
      inverseLabel: 'Coached by',
      from: { id: ada },
    });
    const { version } = renamed.body;
    expect((await rename({ label: 'Tutor of', inverseLabel: 'Tutored by' })).status).toBe(412);
    expect((await rename({ label: 'Coach of' }, version)).body.errors).toMatchObject([{ path: 'inverseLabel' }]);
    await relate({ ...words, label: 'Teaches', inverseLabel: 'Taught by' });
    const taken = await rename({ label: 'taught by', inverseLabel: 'TEACHES' }, version);
    expect([taken.status, taken.body.code]).toEqual([409, 'label_taken']);
    expect((await call('POST', '/v1/undo', { undoToken: renamed.body.undoToken })).status).toBe(200);
    expect((await call('GET', `/v1/relations/${one.id}`)).body).toMatchObject({ label: 'Mentor of' });
    const stranger = await createPerson(api.deps);
    const path = `/v1/relation-labels/${mentor?.id}`;
    const body = { label: 'Mine', inverseLabel: 'Yours' };
    expect(
      (await api.call('PATCH', path, { token: stranger.token, headers: { 'if-match': '"1"' }, body })).status,
    ).toBe(404);
  });
});
