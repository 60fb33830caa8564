import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type Reply, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { firm, person, relationCalls } from './testing/relation-calls.ts';

describe('relations', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const { call, relate, reports, people, pair } = relationCalls(
    () => api,
    () => ann,
  );
  const company = async (name: string) => (await call('POST', '/v1/companies', { name })).body.id;
  const listed = async (query: string) => (await call('GET', `/v1/relations?${query}`)).body.items.map(({ id }) => id);

  it('are made, read, changed, deleted, restored and told of', async () => {
    const [ada, bea] = await pair();
    const made = await relate({ kind: 'reports_to', from: person(ada), to: person(bea), note: 'Since the merger' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        created: true,
        relation: {
          kind: 'reports_to',
          from: { type: 'contact', id: ada, name: 'Ada' },
          to: { type: 'contact', id: bea, name: 'Bea' },
          symmetric: false,
          label: null,
          note: 'Since the merger',
          since: null,
          version: 1,
        },
      },
    });
    const { id } = made.body.relation;
    const path = `/v1/relations/${id}`;
    expect((await call('GET', path)).body).toEqual(made.body.relation);
    expect((await call('PATCH', path, { note: 'Since the merger' })).body.version).toBe(1);
    const changed = await call('PATCH', path, { since: '2024-02-29', note: '' });
    expect(changed.body).toMatchObject({ since: '2024-02-29', note: null, version: 2 });
    expect((await call('PATCH', path, { note: 'x' })).status).toBe(412);
    const deleted = await call('DELETE', path);
    expect((await call('DELETE', path)).body).toEqual({ ...deleted.body, undoToken: null });
    expect((await call('PATCH', path, { note: 'x' }, 3)).status).toBe(404);
    expect([await listed(''), await listed('deleted=true')]).toEqual([[], [id]]);
    expect((await call('POST', `${path}/restore`)).body).toMatchObject({ deletedAt: null, since: '2024-02-29' });
    const events = await api.deps.admin`select type, payload from app.events where subject_id = ${id} order by id`;
    const ends = { kind: 'reports_to', from: person(ada), to: person(bea) };
    expect(events.map((event) => [event['type'], event['payload']])).toEqual([
      ['relation.created', ends],
      ['relation.updated', { changed: ['note', 'since'] }],
      ['relation.deleted', ends],
      ['relation.restored', ends],
    ]);
  });

  it.each(['introduced_by', 'reports_to', 'partner', 'family'])(
    'of the kind %s are one, however often made',
    async (kind) => {
      const [ada, bea] = await pair();
      const body = { kind, from: person(ada), to: person(bea) };
      const all = await Promise.all([relate(body), relate(body), relate(body)]);
      expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
      expect(new Set(all.map((one) => one.body.relation.id)).size).toBe(1);
    },
  );

  it('without a direction are one from both ends', async () => {
    const [ada, bea] = await pair();
    for (const more of [{ kind: 'partner' }, { kind: 'family' }, { kind: 'custom', label: 'Neighbour' }]) {
      const there = await relate({ ...more, from: person(ada), to: person(bea) });
      const back = await relate({ ...more, from: person(bea), to: person(ada) });
      expect([there.status, back.status, back.body.created]).toEqual([201, 200, false]);
      expect(back.body.relation).toEqual(there.body.relation);
      expect(there.body.relation.symmetric).toBe(true);
    }
  });

  it('come back when a deleted one is made anew', async () => {
    const [ada, bea] = await pair();
    const body = { kind: 'family', from: person(ada), to: person(bea), note: 'Sisters' };
    const { id } = (await relate(body)).body.relation;
    await call('DELETE', `/v1/relations/${id}`);
    const again = await relate({ ...body, note: 'Twins' });
    expect(again).toMatchObject({ status: 201, body: { created: true, relation: { id, note: 'Twins' } } });
  });

  it('are taken back: made, changed and deleted, unless somebody went on with them', async () => {
    const [ada, bea] = await pair();
    const undo = async ({ body }: Reply) =>
      (await call('POST', '/v1/undo', { undoToken: body.undoToken })).body.code ?? 'undone';
    const made = await relate({ kind: 'reports_to', from: person(ada), to: person(bea), note: 'First' });
    const path = `/v1/relations/${made.body.relation.id}`;
    const changed = await call('PATCH', path, { note: 'Second', since: '2024-01-01' });
    expect(await undo(made)).toBe('undo_conflict');
    expect(await undo(changed)).toBe('undone');
    expect((await call('GET', path)).body).toMatchObject({ note: 'First', since: null });
    const deleted = await call('DELETE', path);
    expect(await undo(deleted)).toBe('undone');
    expect((await call('GET', path)).body.deletedAt).toBeNull();
    const again = await call('DELETE', path, {});
    await reports(bea, ada);
    expect(await undo(again)).toBe('relation_cycle');
    const other = await relate({ kind: 'family', from: person(ada), to: person(bea) });
    expect(await undo(other)).toBe('undone');
    expect(await listed('kind=family')).toEqual([]);
  });

  it('become another kind in one step, which is taken back in one step', async () => {
    const [ada, bea] = await pair();
    const { id } = (await relate({ kind: 'partner', from: person(ada), to: person(bea), note: 'Old' })).body.relation;
    const other = {
      kind: 'custom',
      from: person(bea),
      to: person(ada),
      label: 'Mentor of',
      inverseLabel: 'Mentored by',
    };
    expect((await call('POST', `/v1/relations/${id}/replace`, other, 7)).status).toBe(412);
    const replaced = await call('POST', `/v1/relations/${id}/replace`, { ...other, note: 'New' });
    expect(replaced).toMatchObject({
      status: 200,
      body: { created: true, relation: { kind: 'custom', label: 'Mentor of', from: { id: bea }, note: 'New' } },
    });
    const made = replaced.body.relation.id;
    expect(await listed(`record=contact:${ada}`)).toEqual([made]);
    expect((await call('POST', '/v1/undo', { undoToken: replaced.body.undoToken })).status).toBe(200);
    expect(await listed(`record=contact:${ada}`)).toEqual([id]);
    expect((await call('GET', `/v1/relations/${id}`)).body).toMatchObject({
      kind: 'partner',
      note: 'Old',
      deletedAt: null,
    });
  });

  it('that would close a circle are not replaced, and stay', async () => {
    const [ada, bea] = await pair();
    await reports(ada, bea);
    const { id } = (await relate({ kind: 'partner', from: person(ada), to: person(bea) })).body.relation;
    const wrong = { kind: 'reports_to', from: person(bea), to: person(ada) };
    expect((await call('POST', `/v1/relations/${id}/replace`, wrong)).body.code).toBe('relation_cycle');
    expect((await call('GET', `/v1/relations/${id}`)).body.deletedAt).toBeNull();
  });

  it('are listed by record and kind, page by page, without deleted people', async () => {
    const [ada, bea] = await pair();
    const [cid = ''] = await people('Cid');
    const acme = await company('Acme');
    const ids: string[] = [];
    for (const body of [
      { kind: 'partner', from: person(ada), to: person(bea) },
      { kind: 'introduced_by', from: person(cid), to: person(ada) },
      { kind: 'introduced_by', from: firm(acme), to: person(ada) },
      { kind: 'partner', from: person(bea), to: person(cid) },
    ]) {
      ids.unshift((await relate(body)).body.relation.id);
    }
    const [beaCid = '', acmeAda = '', cidAda = '', adaBea = ''] = ids;
    expect(await listed(`record=contact:${ada}`)).toEqual([acmeAda, cidAda, adaBea]);
    expect(await listed(`record=company:${acme}`)).toEqual([acmeAda]);
    expect(await listed(`record=contact:${ada}&kind=partner`)).toEqual([adaBea]);
    const first = await call('GET', '/v1/relations?limit=3');
    expect(first.body.items.map(({ id }) => id)).toEqual([beaCid, acmeAda, cidAda]);
    expect(await listed(`limit=3&cursor=${first.body.nextCursor}`)).toEqual([adaBea]);
    await call('DELETE', `/v1/contacts/${cid}`);
    expect(await listed('')).toEqual([acmeAda, adaBea]);
    await call('POST', `/v1/contacts/${cid}/restore`);
    expect(await listed('')).toEqual(ids);
  });

  it('take nobody who was deleted or is of another organization', async () => {
    const [ada, bea] = await pair();
    const bob = await createPerson(api.deps);
    const theirs = await sampleContact(api, bob.token, { name: 'Theirs' });
    await call('DELETE', `/v1/contacts/${bea}`);
    for (const other of [bea, theirs, ann.userId, ada.replace(/^..../, 'ffff')]) {
      const refused = await relate({ kind: 'partner', from: person(ada), to: person(other) });
      expect(refused).toMatchObject({ status: 404, body: { code: 'not_found', errors: [{ path: 'to.id' }] } });
    }
    expect((await relate({ kind: 'partner', from: person(ada), to: firm(ada) })).status).toBe(422);
    expect(await listed('')).toEqual([]);
  });

  it.each([
    ['to', { kind: 'partner', self: true }],
    ['kind', { kind: 'enemy' }],
    ['kind', { kind: 'reports_to', firm: true }],
    ['kind', { kind: 'family', firm: true }],
    ['label', { kind: 'custom' }],
    ['label', { kind: 'partner', label: 'Neighbour' }],
    ['inverseLabel', { kind: 'partner', inverseLabel: 'Neighbour' }],
    ['label', { kind: 'custom', label: ' ' }],
    ['label', { kind: 'custom', label: 'x'.repeat(101) }],
    ['since', { kind: 'partner', since: '2023-02-29' }],
    ['note', { kind: 'partner', note: 'x'.repeat(10_001) }],
  ])('refuse a wrong %s, case %#', async (path, { self, firm: ofFirm, ...more }: Record<string, unknown>) => {
    const [ada, bea] = await pair();
    const to = ofFirm ? firm(await company('Acme')) : person(self ? ada.toUpperCase() : bea);
    const refused = await relate({ from: person(ada), to, ...more });
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_input', errors: [{ path }] } });
  });

  it.each(['contact:1', 'deal:019a9f00-0000-7000-8000-000000000000', 'x'])('refuse to list by %s', async (record) => {
    expect((await call('GET', `/v1/relations?record=${record}`)).status).toBe(422);
  });
});
