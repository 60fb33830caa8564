import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { undoCalls } from './testing/undo-calls.ts';

describe('undo of a deal’s', () => {
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
