import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('a board of a view', () => {
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

  const call = (method: string, path: string, body?: object, token = ann.token) =>
    api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
  const add = async (name: string, more: object = {}) => (await call('POST', '/v1/deals', { name, ...more })).body.id;
  const atLeast = (currency: string) => ({ field: 'amount', op: 'gte', value: 100, currency });
  const big = { version: 1, where: { any: [atLeast('EUR'), atLeast('JPY')] } };
  const view = async (more: object = {}) =>
    (await call('POST', '/v1/views', { name: 'Big', resource: 'deals', form: 'board', filter: big, ...more })).body.id;
  const path = (more = '') => `/v1/pipelines/${pipeline}/board${more}`;
  const names = (deals: { name: string }[] | undefined) => deals?.map(({ name }) => name);

  const fill = async () => {
    for (const [nth, name] of ['A', 'B', 'C', 'D'].entries()) await add(name, { amount: 100 + nth, currency: 'EUR' });
    await add('Small', { amount: 5, currency: 'EUR' });
    await add('None');
    await add('Yen', { amount: 700, currency: 'JPY', stageId: stages[1] });
  };

  it('shows, counts and sums the deals of the view alone, in the order of the board', async () => {
    await fill();
    const { stages: columns } = (await call('GET', path(`?viewId=${await view()}&limit=2`))).body;
    expect(columns[0]).toMatchObject({ count: 4, sums: [{ currency: 'EUR', amount: 406, count: 4 }] });
    expect(names(columns[0]?.deals)).toEqual(['D', 'C']);
    expect(columns[1]).toMatchObject({ count: 1, sums: [{ currency: 'JPY', amount: 700, count: 1 }] });
    expect(columns[2]).toMatchObject({ count: 0, sums: [], deals: [], nextCursor: null });
    const all = (await call('GET', path())).body.stages[0];
    expect(all).toMatchObject({ count: 6, sums: [{ currency: 'EUR', amount: 411, count: 5 }] });
  });

  it('goes on in one stage from its cursor, of a saved view and of a filter', async () => {
    await fill();
    const first = (await call('POST', path('/preview'), { filter: big, limit: 2 })).body.stages[0];
    const part = { stageId: stages[0], cursor: first?.nextCursor };
    const next = (await call('POST', path('/preview'), { filter: big, limit: 50, ...part })).body;
    expect(next.stages).toHaveLength(1);
    expect(names(next.stages[0]?.deals)).toEqual(['B', 'A']);
    expect(next.stages[0]).toMatchObject({ count: 4, nextCursor: null });
    const query = `?viewId=${await view()}&stageId=${part.stageId}&cursor=${part.cursor}`;
    expect(names((await call('GET', path(query))).body.stages[0]?.deals)).toEqual(['B', 'A']);
    expect((await call('GET', path(`?stageId=${stages[1]}&cursor=${part.cursor}`))).body.code).toBe('invalid_cursor');
    expect((await call('GET', path(`?cursor=${part.cursor}`))).status).toBe(422);
  });

  it('follows a card that is moved, and lets go of one that no longer fits', async () => {
    await fill();
    const where = { all: [{ field: 'stage', op: 'any_of', value: [stages[0]] }] };
    const id = await view({ filter: { version: 1, where } });
    const read = async () => (await call('GET', path(`?viewId=${id}`))).body.stages;
    const [top] = (await read())[0]?.deals ?? [];
    await call('POST', `/v1/deals/${top?.id}/move`, { stageId: stages[1] });
    const after = await read();
    expect(names(after[0]?.deals)).not.toContain(top?.name);
    expect(after[1]).toMatchObject({ count: 0, deals: [] });
  });

  it('is refused for a view of something else, one that is broken, and one that the caller does not see', async () => {
    const people = await view({ resource: 'contacts', form: 'list', filter: { version: 1, where: null } });
    expect(await call('GET', path(`?viewId=${people}`))).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'viewId' }] },
    });
    const colleague = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const own = await view();
    expect((await call('GET', path(`?viewId=${own}`), undefined, colleague.token)).status).toBe(404);
    const field = { recordType: 'deal', name: 'Floor', type: 'number' };
    const made = (await call('POST', '/v1/custom-fields', field)).body;
    const where = { all: [{ field: `fields.${made.key}`, op: 'gt', value: 1 }] };
    const broken = await view({ filter: { version: 1, where } });
    await call('DELETE', `/v1/custom-fields/${made.id}`);
    expect((await call('GET', path(`?viewId=${broken}`))).body.code).toBe('view_broken');
    const wrong = { version: 1, where: { all: [{ field: 'nothing', op: 'gt', value: 1 }] } };
    expect((await call('POST', path('/preview'), { filter: wrong })).status).toBe(422);
  });
});
