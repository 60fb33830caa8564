import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { undoCalls } from './testing/undo-calls.ts';

describe('undo', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const { call, undo, codeOf, patch, read } = undoCalls(
    () => api,
    () => ann,
  );
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
});
