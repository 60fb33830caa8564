import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('a board', () => {
  let api: TestApi;
  let ann: TestPerson;
  let pipeline: string;
  let stages: string[];
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    const [found] = (await api.call('GET', '/v1/pipelines', { token: ann.token })).body.items;
    pipeline = found?.id ?? '';
    stages = (found?.stages ?? []).map(({ id }) => id);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object) =>
    api.call(method, path, { token: ann.token, ...(body === undefined ? {} : { body }) });
  const add = async (name: string, more: object = {}) => (await call('POST', '/v1/deals', { name, ...more })).body.id;
  const move = (id: string | undefined, nth: number, more: object = {}) =>
    call('POST', `/v1/deals/${id}/move`, { stageId: stages[nth], ...more });
  const board = async (query = '') => (await call('GET', `/v1/pipelines/${pipeline}/board${query}`)).body;
  const column = async (nth: number) => (await board()).stages[nth]?.deals.map(({ name }) => name);

  it('counts, sums by currency and shows the first deals of each stage', async () => {
    await add('A', { amount: 100, currency: 'EUR' });
    await add('B', { amount: 1_000_000_000_000, currency: 'EUR' });
    await add('C', { amount: 7, currency: 'JPY' });
    await add('D');
    const gone = await add('E', { amount: 5, currency: 'EUR' });
    await call('DELETE', `/v1/deals/${gone}`);
    const { stages: columns, ...head } = await board('?limit=3');
    expect(head).toMatchObject({ pipelineId: pipeline, name: 'Sales' });
    expect(columns).toHaveLength(6);
    expect(columns[0]).toMatchObject({
      name: 'New',
      count: 4,
      sums: [
        { currency: 'EUR', amount: 1_000_000_000_100, count: 2 },
        { currency: 'JPY', amount: 7, count: 1 },
      ],
      deals: [{ name: 'D' }, { name: 'C' }, { name: 'B' }],
    });
    expect(columns[1]).toMatchObject({ count: 0, sums: [], deals: [], nextCursor: null });
    const more = await call('GET', `/v1/deals?stageId=${stages[0]}&sort=rank&cursor=${columns[0]?.nextCursor}`);
    expect(more.body.items).toMatchObject([{ name: 'A' }]);
  });

  it('takes a deal to the top, before and after another', async () => {
    const [a, b, c] = [await add('A'), await add('B'), await add('C')];
    expect(await column(0)).toEqual(['C', 'B', 'A']);
    await move(a, 0, { beforeId: b });
    expect(await column(0)).toEqual(['C', 'A', 'B']);
    await move(c, 0, { afterId: b });
    expect(await column(0)).toEqual(['A', 'B', 'C']);
    await move(b, 0);
    expect(await column(0)).toEqual(['B', 'A', 'C']);
    await move(a, 1);
    await move(b, 1, { afterId: a });
    await move(c, 1, { beforeId: b });
    expect([await column(0), await column(1)]).toEqual([[], ['A', 'C', 'B']]);
    expect((await move(a, 1, { beforeId: a })).status).toBe(422);
    expect((await move(a, 1, { beforeId: b, afterId: c })).status).toBe(422);
    expect((await move(a, 1, { beforeId: ann.userId })).status).toBe(404);
  });

  it('takes a deal to the top where its neighbour has left meanwhile', async () => {
    const [a, b] = [await add('A'), await add('B')];
    await move(b, 2);
    await add('C', { stageId: stages[1] });
    expect((await move(a, 1, { afterId: b })).status).toBe(200);
    expect(await column(1)).toEqual(['A', 'C']);
  });

  it('raises the version for another stage, not for another place', async () => {
    const [a, b] = [await add('A'), await add('B')];
    expect((await move(a, 0, { beforeId: b })).body.version).toBe(1);
    const moved = await move(a, 1);
    expect([moved.body.version, moved.headers.get('etag')]).toEqual([2, '"2"']);
  });

  it('keeps won, lost and why', async () => {
    const id = await add('A');
    const won = (await move(id, 4, { lostReason: 'Not yet' })).body;
    expect(won).toMatchObject({ wonAt: expect.any(String), lostAt: null, lostReason: null });
    const lost = (await move(id, 5, { lostReason: 'Too dear' })).body;
    expect(lost).toMatchObject({ wonAt: null, lostAt: expect.any(String), lostReason: 'Too dear' });
    const headers = { 'if-match': `${lost.version}` };
    const body = { lostReason: 'Too late' };
    const changed = await api.call('PATCH', `/v1/deals/${id}`, { token: ann.token, headers, body });
    expect(changed.body).toMatchObject({ lostReason: 'Too late', lostAt: lost.lostAt });
    expect((await move(id, 0)).body).toMatchObject({ wonAt: null, lostAt: null, lostReason: null });
  });

  it('tells who moved a deal, when, from where to where and how long it stood there', async () => {
    const colleague = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const id = await add('A');
    await api.deps.admin`update app.deals set stage_since = now() - interval '90 minutes' where id = ${id}`;
    const body = { stageId: stages[4] };
    await api.call('POST', `/v1/deals/${id}/move`, { token: colleague.token, body });
    const first = await call('GET', `/v1/deals/${id}/stage-changes?limit=1`);
    expect(first.body.items).toMatchObject([
      { from: { name: 'New' }, to: { name: 'Won', kind: 'won' }, changedBy: colleague.userId },
    ]);
    const seconds = first.body.items[0]?.secondsBefore ?? 0;
    expect(seconds).toBeGreaterThanOrEqual(5400);
    expect(seconds).toBeLessThan(5460);
    const rest = await call('GET', `/v1/deals/${id}/stage-changes?cursor=${first.body.nextCursor}`);
    expect(rest.body.items).toMatchObject([
      { from: null, to: { name: 'New' }, changedBy: ann.userId, secondsBefore: null },
    ]);
    const [event] = await api.deps.admin`
      select payload, actor from app.events where subject_id = ${id} and type = 'deal.stage_changed'`;
    expect(event?.['payload']).toEqual({ pipelineId: pipeline, from: stages[0], to: stages[4], kind: 'won' });
    expect(event?.['actor']).toMatchObject({ id: colleague.userId });
  });

  it('takes a deal to another pipeline', async () => {
    const other = (await call('POST', '/v1/pipelines', { name: 'Other' })).body;
    const id = await add('A');
    const moved = await call('POST', `/v1/deals/${id}/move`, { stageId: other.stages[1]?.id });
    expect(moved.body).toMatchObject({ pipelineId: other.id, stage: { id: other.stages[1]?.id } });
  });

  it('loses no move when many drag at once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 20; n += 1) ids.push(await add(`D${n}`));
    const anchor = await add('Anchor', { stageId: stages[1] });
    const replies = await Promise.all(ids.map((id, n) => move(id, 1, n % 2 === 0 ? { beforeId: anchor } : {})));
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const rows = await api.deps.admin`select id, rank from app.deals where stage_id = ${stages[1] ?? ''} order by rank`;
    expect(rows.map((row) => row['id']).toSorted()).toEqual([...ids, anchor].toSorted());
    expect(new Set(rows.map((row) => row['rank'])).size).toBe(21);
    expect(rows.at(-1)?.['id']).toBe(anchor);
  });

  it('gives a deal that two drag at once to the later one, and remembers both moves', async () => {
    const id = await add('A');
    const replies = await Promise.all([move(id, 1), move(id, 2)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    const { items } = (await call('GET', `/v1/deals/${id}/stage-changes`)).body;
    expect(items).toHaveLength(3);
    expect(items.map(({ from }) => from?.id)).toEqual([items[1]?.to.id, stages[0], undefined]);
    expect((await call('GET', `/v1/deals/${id}`)).body.stage.id).toBe(items[0]?.to.id);
  });

  it('keeps the order when one gap has taken so many deals that its ranks were spread', async () => {
    const [low, high] = [await add('Low'), await add('High')];
    const middle = await add('Middle', { stageId: stages[1] });
    await api.deps.admin`update app.deals set rank = ${`a0${'0'.repeat(70)}1`} where id = ${low}`;
    await api.deps.admin`update app.deals set rank = 'a0' where id = ${high}`;
    const moved = await move(middle, 0, { afterId: high });
    expect(moved.body.rank.length).toBeLessThan(10);
    expect(await column(0)).toEqual(['High', 'Middle', 'Low']);
  });

  it('is told live of new deals, of moves and of its own stages', async () => {
    const id = await add('A');
    await move(id, 0);
    await move(id, 1);
    await call('POST', `/v1/pipelines/${pipeline}/stages`, { name: 'Visit' });
    const told = await api.deps.admin`
      select event, payload, private from realtime.messages where topic like ${`org:${ann.organizationId}:%`}
        and payload ->> 'id' in (${id}, ${pipeline}) order by inserted_at, id`;
    const change = (event: string, type: string, row: string, version: number) =>
      expect.objectContaining({ event, private: true, payload: expect.objectContaining({ type, id: row, version }) });
    expect(told).toHaveLength(5);
    expect(told).toEqual(
      expect.arrayContaining([
        change('insert', 'pipelines', pipeline, 1),
        change('insert', 'deals', id, 1),
        change('update', 'deals', id, 1),
        change('update', 'deals', id, 2),
        change('update', 'pipelines', pipeline, 2),
      ]),
    );
  });

  it('is not there for a pipeline that is gone', async () => {
    await call('DELETE', `/v1/pipelines/${pipeline}`);
    expect((await call('GET', `/v1/pipelines/${pipeline}/board`)).status).toBe(404);
  });
});
