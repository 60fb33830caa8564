import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('pipelines', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, version = 1) =>
    api.call(method, path, {
      token: ann.token,
      headers: { 'if-match': `"${version}"` },
      ...(body === undefined ? {} : { body }),
    });
  const list = async () => (await call('GET', '/v1/pipelines')).body.items;
  const namesOf = (stages: { name: string }[]) => stages.map(({ name }) => name);

  it('are there from the start: one, with stages that win and lose', async () => {
    const [pipeline] = await list();
    expect(await list()).toHaveLength(1);
    expect(pipeline?.stages.map(({ kind, probability }) => [kind, probability])).toEqual([
      ['open', 10],
      ['open', 30],
      ['open', 50],
      ['open', 75],
      ['won', 100],
      ['lost', 0],
    ]);
  });

  it('are created, read, changed, deleted, restored and told of', async () => {
    const stages = [{ name: ' First ', probability: 20 }, { name: 'Second' }, { name: 'Done', kind: 'won' }];
    const made = await call('POST', '/v1/pipelines', { name: ' Repairs ', stages });
    expect(made).toMatchObject({ status: 201, body: { name: 'Repairs', position: 1, version: 1 } });
    expect(made.body.stages).toMatchObject([
      { name: 'First', kind: 'open', probability: 20 },
      { name: 'Second', kind: 'open', probability: 50 },
      { name: 'Done', kind: 'won', probability: 100 },
    ]);
    const path = `/v1/pipelines/${made.body.id}`;
    const { undoToken, ...pipeline } = made.body;
    expect(undoToken).not.toBe('');
    expect((await call('GET', path)).body).toEqual(pipeline);
    expect((await call('PATCH', path, { name: 'Mending' })).body).toMatchObject({ name: 'Mending', version: 2 });
    expect((await call('PATCH', path, { name: 'Mending' })).status).toBe(412);
    expect((await call('PATCH', path, { name: 'Mending', position: 1 }, 2)).body.version).toBe(2);
    expect((await call('DELETE', path)).body.deletedAt).not.toBeNull();
    expect(await list()).toHaveLength(1);
    expect((await call('POST', `${path}/restore`)).body).toMatchObject({ deletedAt: null, position: 1 });
    const events = await api.deps.admin`select type from app.events where subject_id = ${made.body.id} order by id`;
    const types = ['created', 'updated', 'deleted', 'restored'].map((verb) => `pipeline.${verb}`);
    expect(events.map((event) => event['type'])).toEqual(types);
  });

  it('stand in the order that people give them, page by page', async () => {
    for (const name of ['B', 'C', 'D']) await call('POST', '/v1/pipelines', { name });
    const last = (await list())[3];
    expect((await call('PATCH', `/v1/pipelines/${last?.id}`, { position: 1 })).body.position).toBe(1);
    const first = await call('GET', '/v1/pipelines?limit=3');
    expect(namesOf(first.body.items)).toEqual(['Sales', 'D', 'B']);
    const rest = await call('GET', `/v1/pipelines?limit=3&cursor=${first.body.nextCursor}`);
    expect([namesOf(rest.body.items), rest.body.nextCursor]).toEqual([['C'], null]);
  });

  it('made at the same moment all get a place', async () => {
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, n) => call('POST', '/v1/pipelines', { name: `P${n}` })),
    );
    expect(made.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect((await list()).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('refuse stages that make no sense', async () => {
    for (const stages of [
      [],
      [{ name: 'Won', kind: 'won' }],
      [{ name: 'A' }, { name: 'Won', kind: 'won', probability: 50 }],
      [{ name: 'A', probability: 101 }],
      [{ name: '' }],
    ]) {
      expect((await call('POST', '/v1/pipelines', { name: 'P', stages })).status).toBe(422);
    }
  });

  it('are changed by owners and admins alone', async () => {
    const [pipeline] = await list();
    const member = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const path = `/v1/pipelines/${pipeline?.id}`;
    const { token } = member;
    expect((await api.call('GET', path, { token })).status).toBe(200);
    expect((await api.call('POST', `${path}/stages`, { token, body: { name: 'X' } })).status).toBe(403);
    const admin = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'admin' });
    expect((await api.call('POST', `${path}/stages`, { token: admin.token, body: { name: 'X' } })).status).toBe(201);
  });

  describe('with stages', () => {
    let path: string;
    let stages: string[];
    beforeEach(async () => {
      const [pipeline] = await list();
      path = `/v1/pipelines/${pipeline?.id}`;
      stages = (pipeline?.stages ?? []).map(({ id }) => id);
    });
    const addDeal = async (stageId: string | undefined, name = 'Stairs') =>
      (await call('POST', '/v1/deals', { name, stageId })).body.id;

    it('take, rename and reorder them, and raise their own version', async () => {
      const added = await call('POST', `${path}/stages`, { name: 'Visit', position: 1 });
      expect(added.body.version).toBe(2);
      expect(namesOf(added.body.stages).slice(0, 3)).toEqual(['New', 'Visit', 'Qualified']);
      const renamed = await call('PATCH', `${path}/stages/${stages[0]}`, { name: 'Fresh', position: 2 }, 2);
      expect(namesOf(renamed.body.stages).slice(0, 3)).toEqual(['Visit', 'Qualified', 'Fresh']);
      expect((await call('PATCH', `${path}/stages/${stages[0]}`, { position: 0 }, 2)).status).toBe(412);
      const same = await call('PATCH', `${path}/stages/${stages[0]}`, { name: 'Fresh', position: 2 }, 3);
      expect(same.body.version).toBe(3);
    });

    it('close the deals of a stage that now wins, and open them again', async () => {
      const deal = await addDeal(stages[3]);
      const won = await call('PATCH', `${path}/stages/${stages[3]}`, { kind: 'won' });
      expect(won.body.stages[3]).toMatchObject({ kind: 'won', probability: 100 });
      expect((await call('GET', `/v1/deals/${deal}`)).body).toMatchObject({ wonAt: expect.any(String), version: 1 });
      await call('PATCH', `${path}/stages/${stages[3]}`, { kind: 'open' }, 2);
      expect((await call('GET', `/v1/deals/${deal}`)).body.wonAt).toBeNull();
    });

    it('keep a stage with deals unless it is said where they go', async () => {
      const moved = [await addDeal(stages[0], 'Under'), await addDeal(stages[0], 'Over')];
      const there = await addDeal(stages[1], 'There');
      const deleted = await addDeal(stages[0], 'Deleted');
      await call('DELETE', `/v1/deals/${deleted}`);
      const refused = await call('DELETE', `${path}/stages/${stages[0]}`);
      expect(refused).toMatchObject({ status: 409, body: { code: 'stage_has_deals', count: 2 } });
      for (const moveTo of [stages[0], ann.userId]) {
        expect((await call('DELETE', `${path}/stages/${stages[0]}?moveTo=${moveTo}`)).status).toBe(404);
      }
      const gone = await call('DELETE', `${path}/stages/${stages[0]}?moveTo=${stages[1]}`);
      expect(gone.body.stages.map(({ id }) => id)).toEqual(stages.slice(1));
      const listed = await call('GET', `/v1/deals?stageId=${stages[1]}&sort=rank`);
      expect(listed.body.items.map(({ id }) => id)).toEqual([there, ...moved.toReversed()]);
      expect((await call('POST', `/v1/deals/${deleted}/restore`)).body.stage.id).toBe(stages[1]);
      const [change] = (await call('GET', `/v1/deals/${moved[0]}/stage-changes`)).body.items;
      expect(change).toMatchObject({ from: { name: 'New' }, to: { name: 'Qualified' }, changedBy: ann.userId });
      expect((await call('POST', `/v1/deals/${there}/move`, { stageId: stages[0] })).status).toBe(404);
    });

    it('lose no deal that comes in while its stage is taken away', async () => {
      await addDeal(stages[0]);
      const replies = await Promise.all([
        ...Array.from({ length: 5 }, (_, n) => call('POST', '/v1/deals', { name: `D${n}`, stageId: stages[0] })),
        call('DELETE', `${path}/stages/${stages[0]}?moveTo=${stages[1]}`),
        ...Array.from({ length: 5 }, (_, n) => call('POST', '/v1/deals', { name: `E${n}`, stageId: stages[0] })),
      ]);
      const made = replies.filter(({ status }) => status === 201).length;
      expect(replies.filter(({ status }) => ![200, 201, 404, 409].includes(status))).toEqual([]);
      expect((await call('GET', `/v1/deals?stageId=${stages[1]}`)).body.items).toHaveLength(made + 1);
      expect((await call('GET', `/v1/deals?stageId=${stages[0]}`)).body.items).toEqual([]);
    });

    it('keep their last open stage', async () => {
      for (const stage of stages.slice(1, 4)) await call('DELETE', `${path}/stages/${stage}`);
      const refused = await call('DELETE', `${path}/stages/${stages[0]}`);
      expect(refused).toMatchObject({ status: 409, body: { code: 'open_stage_needed' } });
      const { version } = (await call('GET', path)).body;
      expect((await call('PATCH', `${path}/stages/${stages[0]}`, { kind: 'lost' }, version)).status).toBe(409);
    });

    it('stay while deals stand in them', async () => {
      const deal = await addDeal(stages[0]);
      expect(await call('DELETE', path)).toMatchObject({ status: 409, body: { code: 'pipeline_has_deals', count: 1 } });
      await call('DELETE', `/v1/deals/${deal}`);
      expect((await call('DELETE', path)).status).toBe(200);
      expect((await call('POST', `/v1/deals/${deal}/restore`)).status).toBe(404);
      await call('POST', '/v1/pipelines', { name: 'Other' });
      expect((await call('POST', `/v1/deals/${deal}/restore`)).body.pipelineId).not.toBe(path.slice(-36));
    });
  });
});
