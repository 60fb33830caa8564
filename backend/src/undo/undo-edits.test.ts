import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CadenceAnswer } from '../cadences/schema.ts';
import { raiseCadences } from '../cadences/sweep-tasks.ts';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { undoCalls } from './testing/undo-calls.ts';

describe('taking back', () => {
  let api: TestApi;
  let ann: TestPerson;
  let contact: string;
  const calls = undoCalls(
    () => api,
    () => ann,
  );
  const { call, undo, codeOf, patch, read } = calls;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    contact = await sampleContact(api, ann.token);
  });
  afterAll(() => api.close());

  describe('a change of a note', () => {
    const write = async () =>
      (await call('POST', '/v1/notes', { record: { type: 'contact', id: contact }, body: 'Likes oak' })).body;

    it('gives the text back', async () => {
      const { id } = await write();
      const changed = await patch(`/v1/notes/${id}`, 1, { body: 'Likes ash' });
      expect(await undo(changed.body.undoToken)).toMatchObject({
        status: 200,
        body: { kind: 'note.change', records: [{ type: 'note', id }] },
      });
      expect((await read(`/v1/notes/${id}`)).body).toBe('Likes oak');
    });

    it('is offered for a change alone, and refused where somebody went on or deleted it', async () => {
      const { id } = await write();
      expect((await patch(`/v1/notes/${id}`, 1, { body: 'Likes oak' })).body.undoToken).toBeNull();
      const first = (await patch(`/v1/notes/${id}`, 1, { body: 'Likes ash' })).body.undoToken;
      const second = (await patch(`/v1/notes/${id}`, 2, { body: 'Likes elm' })).body.undoToken;
      expect(await codeOf(undo(first))).toEqual([409, 'undo_conflict']);
      await call('DELETE', `/v1/notes/${id}`);
      expect(await codeOf(undo(second))).toEqual([409, 'undo_conflict']);
      expect((await read(`/v1/notes/${id}`)).body).toBe('Likes elm');
    });
  });

  describe('a cadence', () => {
    const path = () => `/v1/contacts/${contact}/cadence`;
    const set = async (every: number) =>
      (await call('PUT', path(), { every, unit: 'day', zone: 'UTC' })).body.undoToken;
    const cadence = async () => CadenceAnswer.parse(await read(path())).cadence;

    it('that was set clears it, that was changed gives the one before back, that was cleared brings it back', async () => {
      const created = await set(7);
      expect((await undo(created)).body).toMatchObject({
        kind: 'cadence.change',
        records: [{ type: 'contact', id: contact }],
      });
      expect(await cadence()).toBeNull();
      await set(7);
      const before = await cadence();
      await undo(await set(14));
      expect(await cadence()).toEqual(before);
      const cleared = (await call('DELETE', path())).body.undoToken;
      expect(await cadence()).toBeNull();
      await undo(cleared);
      expect(await cadence()).toEqual(before);
      expect(await set(7)).toBeNull();
    });

    it('keeps the task that stands for it, and makes no second one', async () => {
      await set(7);
      const later = { ...api.deps, now: () => new Date(Date.now() + 9 * 86_400_000) };
      const turn = { deps: later, signal: new AbortController().signal };
      await raiseCadences(turn);
      const { task } = (await cadence()) ?? {};
      expect(task).not.toBeNull();
      await undo((await call('DELETE', path())).body.undoToken);
      await raiseCadences(turn);
      expect((await cadence())?.task).toEqual(task);
      expect((await read(`/v1/tasks?record=contact:${contact}`)).items).toHaveLength(1);
    });

    it('counts from whoever was heard from meanwhile', async () => {
      await set(7);
      const cleared = (await call('DELETE', path())).body.undoToken;
      const occurredAt = new Date(Date.now() + 60_000).toISOString();
      await call('POST', '/v1/interactions', sampleMessage(contact, 'meanwhile', { occurredAt }));
      await undo(cleared);
      expect(Date.parse((await cadence())?.countedFrom ?? '')).toBe(Date.parse(occurredAt));
    });

    it('is refused where somebody set another since, also one like it', async () => {
      const first = await set(7);
      const cleared = (await call('DELETE', path())).body.undoToken;
      await set(7);
      expect(await codeOf(undo(first))).toEqual([409, 'undo_conflict']);
      expect(await codeOf(undo(cleared))).toEqual([409, 'undo_conflict']);
      expect((await cadence())?.every).toBe(7);
    });
  });

  describe('an own field', () => {
    const create = async (more: object = {}) =>
      (await call('POST', '/v1/custom-fields', { recordType: 'contact', name: 'Region', type: 'text', ...more })).body;
    const select = { type: 'select', options: [{ label: 'North' }, { label: 'South' }] };
    const write = async (value: string) => {
      const { version } = await read(`/v1/contacts/${contact}`);
      await patch(`/v1/contacts/${contact}`, version, { fields: { region: value } });
    };

    it('that was added archives it, so that its name is free', async () => {
      const { id, undoToken } = await create();
      expect((await undo(undoToken)).body.records).toEqual([{ type: 'custom_field', id }]);
      expect((await read('/v1/custom-fields?recordType=contact')).items).toEqual([]);
      expect((await create()).id).not.toBe(id);
    });

    it('that was added is refused once a record has a value, which stays', async () => {
      const { undoToken } = await create();
      await write('North');
      expect(await codeOf(undo(undoToken))).toEqual([409, 'undo_conflict']);
      expect((await read(`/v1/contacts/${contact}`)).fields).toEqual({ region: 'North' });
    });

    it('that was changed gives back its name, its options and whether it must be filled', async () => {
      const { id, options } = await create(select);
      const body = { name: 'Area', required: true, options: [...(options ?? []), { label: 'East' }] };
      const { undoToken } = (await patch(`/v1/custom-fields/${id}`, 1, body)).body;
      await undo(undoToken);
      expect(await read(`/v1/custom-fields/${id}`)).toMatchObject({ name: 'Region', required: false, options });
    });

    it('that was changed is refused where records use the option that came, and never offered where some lost theirs', async () => {
      const { id, options } = await create(select);
      const more = { options: [...(options ?? []), { label: 'East' }] };
      const { undoToken } = (await patch(`/v1/custom-fields/${id}`, 1, more)).body;
      await write('east');
      expect(await codeOf(undo(undoToken))).toEqual([409, 'undo_conflict']);
      expect((await read(`/v1/contacts/${contact}`)).fields).toEqual({ region: 'east' });
      const less = await patch(`/v1/custom-fields/${id}`, 2, { options, confirm: true });
      expect([less.status, less.body.undoToken]).toEqual([200, null]);
    });

    it('that was archived comes back with its values', async () => {
      const { id } = await create();
      await write('North');
      const { undoToken } = (await call('DELETE', `/v1/custom-fields/${id}`)).body;
      expect((await call('DELETE', `/v1/custom-fields/${id}`)).body.undoToken).toBeNull();
      await undo(undoToken);
      expect((await read(`/v1/custom-fields/${id}`)).archivedAt).toBeNull();
      expect((await read(`/v1/contacts/${contact}`)).fields).toEqual({ region: 'North' });
    });
  });
});
