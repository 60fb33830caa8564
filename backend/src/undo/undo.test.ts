import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('undo', () => {
  let api: TestApi;
  let ann: TestPerson;
  let now = new Date();
  beforeAll(async () => {
    api = await createTestApi();
    api.deps.now = () => now;
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    api.call(method, path, { token: ann.token, headers, ...(body ? { body } : {}) });
  const undo = (undoToken: string, token = ann.token) => api.call('POST', '/v1/undo', { token, body: { undoToken } });
  const codeOf = async (reply: ReturnType<typeof undo>) => {
    const { status, body } = await reply;
    return [status, body.code];
  };
  const patch = (path: string, version: number, body: object) =>
    call('PATCH', path, body, { 'if-match': `"${version}"` });
  const read = async (path: string) => (await call('GET', path)).body;
  const email = (value: string) => ({ kind: 'email', value });
  const capture = (body: object) => call('POST', '/v1/contacts', body);

  describe('of a capture', () => {
    it('deletes a contact who was created', async () => {
      const made = (await capture({ name: 'Ada', points: [email('ada@capture.example')] })).body;
      const undone = await undo(made.undoToken);
      expect(undone.body).toEqual({
        kind: 'contact.capture',
        records: [{ type: 'contact', id: made.contact.id }],
        jobId: null,
      });
      expect((await read(`/v1/contacts/${made.contact.id}`)).deletedAt).not.toBeNull();
    });

    it('keeps a contact whom somebody edited or wrote to since', async () => {
      const edited = (await capture({ name: 'Ada' })).body;
      await patch(`/v1/contacts/${edited.contact.id}`, 1, { title: 'Buyer' });
      expect(await codeOf(undo(edited.undoToken))).toEqual([409, 'undo_conflict']);
      const written = (await capture({ name: 'Bea' })).body;
      await call('POST', '/v1/interactions', sampleMessage(written.contact.id, 'written'));
      expect(await codeOf(undo(written.undoToken))).toEqual([409, 'undo_conflict']);
      expect((await read(`/v1/contacts/${written.contact.id}`)).deletedAt).toBeNull();
    });

    it('gives back what was filled, and nothing else', async () => {
      const id = await sampleContact(api, ann.token, { points: [email('cid@fill.example')] });
      const before = await read(`/v1/contacts/${id}`);
      const filled = await capture({
        name: 'Cid',
        title: 'Buyer',
        companyName: 'Fernhill',
        notes: 'Met in Porto',
        points: [email('cid@fill.example'), { kind: 'url', value: 'cid.example' }],
      });
      await patch(`/v1/contacts/${id}`, filled.body.contact.version, { timeZone: 'Europe/Lisbon' });
      expect((await undo(filled.body.undoToken)).status).toBe(200);
      const after = await read(`/v1/contacts/${id}`);
      const { name, title, notes, company, points } = before;
      expect(after).toMatchObject({ name, title, notes, company, points });
    });

    it('offers nothing when it changed nothing', async () => {
      await capture({ name: 'Dan', points: [email('dan@same.example')] });
      expect((await capture({ name: 'Dan', points: [email('dan@same.example')] })).body.undoToken).toBeNull();
    });
  });

  describe('of a contact’s', () => {
    it('edit gives back fields, points, company and employment', async () => {
      const id = await sampleContact(api, ann.token, {
        name: 'Ada',
        title: 'Buyer',
        companyName: 'Acme',
        points: [email('ada@one.example'), email('ada@two.example')],
      });
      const rows = async () =>
        JSON.stringify(
          await api.deps.admin`
          select to_jsonb(c) - '{version,updated_at}'::text[] as contact,
            (select jsonb_agg(to_jsonb(p) - '{version,updated_at}'::text[] order by p.id) from app.contact_points p where p.contact_id = c.id) as points,
            (select jsonb_agg(to_jsonb(e) - '{version,updated_at}'::text[] order by e.id) from app.employments e where e.contact_id = c.id) as employments
          from app.contacts c where c.id = ${id}`,
        );
      const before = await rows();
      const changed = await patch(`/v1/contacts/${id}`, 1, {
        name: 'Bea',
        title: null,
        companyName: null,
        points: [email('ada@three.example'), email('ada@two.example')],
      });
      expect(await rows()).not.toBe(before);
      expect((await undo(changed.body.undoToken)).status).toBe(200);
      expect(await rows()).toBe(before);
    });

    it('edit is kept when somebody changed the same field since, and undone when another one', async () => {
      const id = await sampleContact(api, ann.token, { name: 'Ada' });
      const first = await patch(`/v1/contacts/${id}`, 1, { title: 'Buyer' });
      const second = await patch(`/v1/contacts/${id}`, 2, { notes: 'Hello' });
      const third = await patch(`/v1/contacts/${id}`, 3, { notes: 'Hello again' });
      expect(await codeOf(undo(second.body.undoToken))).toEqual([409, 'undo_conflict']);
      expect((await undo(first.body.undoToken)).status).toBe(200);
      expect((await undo(third.body.undoToken)).status).toBe(200);
      expect((await undo(second.body.undoToken)).status).toBe(200);
      expect(await read(`/v1/contacts/${id}`)).toMatchObject({ title: null, notes: null });
    });

    it('edit is kept when another contact has the old address by now', async () => {
      const id = await sampleContact(api, ann.token, { name: 'Ada', points: [email('moved@on.example')] });
      const changed = await patch(`/v1/contacts/${id}`, 1, { points: [] });
      await sampleContact(api, ann.token, { name: 'Bea', points: [email('moved@on.example')] });
      expect(await codeOf(undo(changed.body.undoToken))).toEqual([409, 'undo_conflict']);
    });

    it('deletion brings them back', async () => {
      const id = await sampleContact(api, ann.token);
      const deleted = await call('DELETE', `/v1/contacts/${id}`);
      expect((await call('DELETE', `/v1/contacts/${id}`)).body.undoToken).toBeNull();
      expect((await undo(deleted.body.undoToken)).status).toBe(200);
      expect((await read(`/v1/contacts/${id}`)).deletedAt).toBeNull();
    });
  });

  describe('of a deal’s', () => {
    const deal = async (name: string) => (await call('POST', '/v1/deals', { name })).body;
    const stages = async () => (await call('GET', '/v1/pipelines')).body.items[0]?.stages ?? [];
    const order = async (stageId: string) =>
      (await call('GET', `/v1/deals?stageId=${stageId}&sort=rank`)).body.items.map(({ name }) => name);

    it('creation deletes it, unless somebody went on with it', async () => {
      const made = await deal('Made');
      expect((await undo(made.undoToken)).status).toBe(200);
      expect((await read(`/v1/deals/${made.id}`)).deletedAt).not.toBeNull();
      const edited = await deal('Edited');
      await patch(`/v1/deals/${edited.id}`, 1, { name: 'Edited more' });
      expect(await codeOf(undo(edited.undoToken))).toEqual([409, 'undo_conflict']);
      await undo((await call('DELETE', `/v1/deals/${edited.id}`)).body.undoToken);
      expect((await read(`/v1/deals/${edited.id}`)).deletedAt).toBeNull();
      await call('DELETE', `/v1/deals/${edited.id}`);
    });

    it('edit gives back fields and contacts', async () => {
      const contactId = await sampleContact(api, ann.token);
      const body = { name: 'Stairs', amount: 1250, currency: 'EUR', contacts: [{ contactId, role: 'Decides' }] };
      const made = (await call('POST', '/v1/deals', body)).body;
      const changed = await patch(`/v1/deals/${made.id}`, 1, {
        amount: null,
        currency: null,
        contacts: [],
        notes: 'x',
      });
      await undo(changed.body.undoToken);
      const { amount, currency, contacts, notes } = made;
      expect(await read(`/v1/deals/${made.id}`)).toMatchObject({ amount, currency, contacts, notes });
      await call('DELETE', `/v1/deals/${made.id}`);
    });

    it('move takes it back to its stage and its place there', async () => {
      const made = [];
      for (const name of ['Third', 'Second', 'First']) made.push(await deal(name));
      const [, second] = made;
      const [first, other] = await stages();
      const rank = second?.rank;
      const moved = await call('POST', `/v1/deals/${second?.id}/move`, { stageId: other?.id });
      expect(await order(first?.id ?? '')).toEqual(['First', 'Third']);
      expect((await undo(moved.body.undoToken)).status).toBe(200);
      expect(await order(first?.id ?? '')).toEqual(['First', 'Second', 'Third']);
      expect((await read(`/v1/deals/${second?.id}`)).rank).toBe(rank);
      const history = await call('GET', `/v1/deals/${second?.id}/stage-changes`);
      expect(history.body.items).toHaveLength(3);
    });

    it('move finds its old place among its neighbours when another deal took the rank', async () => {
      const [first, other] = await stages();
      const [, second, third] = (await call('GET', `/v1/deals?stageId=${first?.id}&sort=rank`)).body.items;
      const moved = await call('POST', `/v1/deals/${second?.id}/move`, { stageId: other?.id });
      const taker = await deal('Taker');
      const taken = await call('POST', `/v1/deals/${taker.id}/move`, { stageId: first?.id, beforeId: third?.id });
      expect(taken.body.rank).toBe(second?.rank);
      expect((await undo(moved.body.undoToken)).status).toBe(200);
      expect(await order(first?.id ?? '')).toEqual(['First', 'Second', 'Taker', 'Third']);
    });

    it('move stays when somebody moved it since', async () => {
      const [first, other] = await stages();
      const made = await deal('Moved twice');
      const once = await call('POST', `/v1/deals/${made.id}/move`, { stageId: other?.id });
      const twice = await call('POST', `/v1/deals/${made.id}/move`, { stageId: first?.id });
      expect(await codeOf(undo(once.body.undoToken))).toEqual([409, 'undo_conflict']);
      expect((await undo(twice.body.undoToken)).status).toBe(200);
      expect((await undo(once.body.undoToken)).status).toBe(200);
    });

    it('loss gives the reason back', async () => {
      const lost = (await stages()).find(({ kind }) => kind === 'lost');
      const made = await deal('Lost');
      await call('POST', `/v1/deals/${made.id}/move`, { stageId: lost?.id, lostReason: 'Too dear' });
      const back = await call('POST', `/v1/deals/${made.id}/move`, { stageId: made.stage.id });
      await undo(back.body.undoToken);
      expect(await read(`/v1/deals/${made.id}`)).toMatchObject({ stage: { kind: 'lost' }, lostReason: 'Too dear' });
    });
  });

  describe('of a creation', () => {
    const kinds = [
      ['/v1/tasks', { title: 'Call' }, { title: 'Call back' }],
      ['/v1/pipelines', { name: 'Partners' }, { name: 'Partners abroad' }],
      ['/v1/views', { name: 'Hot', resource: 'deals' }, { name: 'Hotter' }],
      ['/v1/companies', { name: 'Acme' }, { name: 'Acme Ltd' }],
    ] as const;

    it.each(kinds)('at %s deletes it, unless somebody went on with it', async (path, body, change) => {
      const made = await call('POST', path, body);
      expect((await undo(made.body.undoToken)).body.records).toMatchObject([{ id: made.body.id }]);
      expect((await read(`${path}/${made.body.id}`)).deletedAt).not.toBeNull();
      const edited = (await call('POST', path, body)).body;
      expect((await patch(`${path}/${edited.id}`, 1, change)).status).toBe(200);
      expect(await codeOf(undo(edited.undoToken))).toEqual([409, 'undo_conflict']);
      expect((await read(`${path}/${edited.id}`)).deletedAt).toBeNull();
    });

    it('of a note deletes it', async () => {
      const record = { type: 'contact', id: await sampleContact(api, ann.token) };
      const made = await call('POST', '/v1/notes', { record, body: 'Hello' });
      expect((await undo(made.body.undoToken)).status).toBe(200);
      expect((await read(`/v1/notes/${made.body.id}`)).deletedAt).not.toBeNull();
    });

    it('leaves a pipeline in which a deal stands', async () => {
      const made = (await call('POST', '/v1/pipelines', { name: 'Taken' })).body;
      await call('POST', '/v1/deals', { name: 'Roof', stageId: made.stages[0]?.id });
      expect(await codeOf(undo(made.undoToken))).toEqual([409, 'undo_conflict']);
      expect((await read(`/v1/pipelines/${made.id}`)).deletedAt).toBeNull();
    });
  });

  describe('of a view’s', () => {
    const where = { field: 'name', op: 'contains', value: 'roof' };
    const saved = async () => (await call('POST', '/v1/views', { name: 'Hot', resource: 'deals' })).body;

    it('change writes the parts back, unless somebody changed it since', async () => {
      const { id, undoToken: _, ...before } = await saved();
      const filter = { version: 1, where };
      const changed = await patch(`/v1/views/${id}`, 1, { name: 'Roofs', form: 'sheet', filter, shared: true });
      expect((await undo(changed.body.undoToken)).status).toBe(200);
      const { version, updatedAt, ...parts } = await read(`/v1/views/${id}`);
      expect({ ...parts, version: 1, updatedAt: before.updatedAt }).toEqual({ id, ...before });
      expect(version).toBe(3);
      const again = await patch(`/v1/views/${id}`, 3, { name: 'Warm' });
      await patch(`/v1/views/${id}`, 4, { form: 'board' });
      expect(await codeOf(undo(again.body.undoToken))).toEqual([409, 'undo_conflict']);
    });

    it('deletion restores it', async () => {
      const { id } = await saved();
      const deleted = await call('DELETE', `/v1/views/${id}`);
      expect((await undo(deleted.body.undoToken)).status).toBe(200);
      expect((await read(`/v1/views/${id}`)).deletedAt).toBeNull();
    });
  });

  describe('of a log', () => {
    it('forgets what it logged, texts included, and nothing that was logged before', async () => {
      const id = await sampleContact(api, ann.token);
      const known = await call('POST', '/v1/interactions', sampleMessage(id, 'known', { body: 'Known' }));
      const items = ['known', 'one', 'two'].map((externalId) => sampleMessage(id, externalId, { body: 'Text' }));
      const logged = await call('POST', '/v1/interactions/batch', { items });
      const undone = await undo(logged.body.undoToken);
      expect(undone.body.records).toHaveLength(2);
      const { items: left } = await read(`/v1/contacts/${id}/interactions`);
      expect(left.map((one) => one.id)).toEqual([known.body.interaction.id]);
      expect(await api.deps.admin`select from app.interaction_texts where content = 'Text'`).toHaveLength(0);
      const again = await call('POST', '/v1/interactions', sampleMessage(id, 'known'));
      expect(again.body.undoToken).toBeNull();
    });
  });

  describe('works', () => {
    const offered = async () => (await capture({ name: 'Ada' })).body.undoToken;

    it('once, also when somebody presses twice at the same moment', async () => {
      const token = await offered();
      const replies = await Promise.all(Array.from({ length: 5 }, () => codeOf(undo(token))));
      expect(replies.filter(([status]) => status === 200)).toHaveLength(1);
      expect(replies.filter(([, code]) => code === 'undo_used')).toHaveLength(4);
    });

    it('again for a replay, which gets the first answer', async () => {
      const body = { undoToken: await offered() };
      const first = await call('POST', '/v1/undo', body, { 'idempotency-key': 'undo-1' });
      const replay = await call('POST', '/v1/undo', body, { 'idempotency-key': 'undo-1' });
      expect([replay.status, replay.body]).toEqual([200, first.body]);
    });

    it('for ten minutes', async () => {
      const [early, late] = [await offered(), await offered()];
      const start = now;
      now = new Date(start.getTime() + 10 * 60_000 - 1);
      expect((await undo(early)).status).toBe(200);
      now = new Date(start.getTime() + 10 * 60_000);
      expect(await codeOf(undo(late))).toEqual([410, 'undo_expired']);
      now = start;
    });

    it('for nobody else, and by no guess', async () => {
      const colleague = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'admin' });
      const token = await offered();
      expect(await codeOf(undo(token, colleague.token))).toEqual([404, 'undo_unknown']);
      expect(await codeOf(undo('x'.repeat(43)))).toEqual([404, 'undo_unknown']);
      expect((await undo(token)).status).toBe(200);
    });

    it('only while the person may still change such things', async () => {
      const bea = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
      const made = await api.call('POST', '/v1/contacts', { token: bea.token, body: { name: 'Ada' } });
      await api.deps.admin`update app.memberships set role = 'viewer' where user_id = ${bea.userId}`;
      expect(await codeOf(undo(made.body.undoToken, bea.token))).toEqual([403, 'forbidden']);
    });

    it('after a refusal, once the reason is gone', async () => {
      const made = (await call('POST', '/v1/deals', { name: 'Blocked' })).body;
      const changed = await patch(`/v1/deals/${made.id}`, 1, { name: 'Changed' });
      const second = await patch(`/v1/deals/${made.id}`, 2, { name: 'Changed again' });
      expect(await codeOf(undo(changed.body.undoToken))).toEqual([409, 'undo_conflict']);
      await undo(second.body.undoToken);
      expect((await undo(changed.body.undoToken)).status).toBe(200);
      expect((await read(`/v1/deals/${made.id}`)).name).toBe('Blocked');
    });

    it('and keeps no token that a reader of the database could use', async () => {
      const token = await offered();
      const rows = await api.deps.admin`select row_to_json(o)::text as row from app.undo_offers o`;
      expect(rows.some(({ row }) => String(row).includes(token))).toBe(false);
    });
  });
});
