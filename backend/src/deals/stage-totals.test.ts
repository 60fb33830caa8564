import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('the totals of stages', () => {
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

  const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    api.call(method, path, { token: ann.token, headers, ...(body === undefined ? {} : { body }) });
  const add = async (more: object = {}) => (await call('POST', '/v1/deals', { name: 'D', ...more })).body.id ?? '';
  const move = (id: string, nth: number) =>
    call('POST', `/v1/deals/${id}/move`, { stageId: stages[nth % stages.length] });

  /** What is kept, and what a fresh count gives. */
  async function both() {
    const kept = await api.deps.admin`
      select stage_id, currency, deals::int as deals, amount::text as amount from app.stage_totals
      where organization_id = ${ann.organizationId} and deals <> 0 order by 1, 2`;
    const counted = await api.deps.admin`
      select stage_id, coalesce(currency, '') as currency, count(*)::int as deals, coalesce(sum(amount), 0)::text as amount
      from app.deals where organization_id = ${ann.organizationId} and deleted_at is null group by 1, 2 order by 1, 2`;
    return [[...kept], [...counted]];
  }
  async function expectTrue() {
    const [kept, counted] = await both();
    expect(kept).toEqual(counted);
  }

  const change = fc.oneof(
    fc.record({
      does: fc.constant('add' as const),
      nth: fc.nat(5),
      amount: fc.option(fc.nat(100_000)),
      currency: fc.constantFrom('EUR', 'JPY'),
    }),
    fc.record({ does: fc.constantFrom('delete' as const, 'restore' as const), deal: fc.nat(20) }),
    fc.record({ does: fc.constant('move' as const), deal: fc.nat(20), nth: fc.nat(5) }),
    fc.record({
      does: fc.constant('price' as const),
      deal: fc.nat(20),
      amount: fc.option(fc.nat(100_000)),
      currency: fc.constantFrom('EUR', 'JPY'),
    }),
  );
  type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

  async function make(ids: string[], wanted: Change): Promise<void> {
    const id = 'deal' in wanted ? ids[wanted.deal % ids.length] : undefined;
    if (wanted.does === 'add') {
      const money = wanted.amount === null ? {} : { amount: wanted.amount, currency: wanted.currency };
      ids.push(await add({ stageId: stages[wanted.nth % stages.length], ...money }));
    } else if (id === undefined) return;
    else if (wanted.does === 'price') {
      const { version } = (await call('GET', `/v1/deals/${id}`)).body;
      const { amount, currency } = wanted;
      const money = amount === null ? { amount, currency: null } : { amount, currency };
      await call('PATCH', `/v1/deals/${id}`, money, { 'if-match': `${version}` });
    } else if (wanted.does === 'move') await move(id, wanted.nth);
    else if (wanted.does === 'delete') await call('DELETE', `/v1/deals/${id}`);
    else await call('POST', `/v1/deals/${id}/restore`);
  }

  it('are what a fresh count gives, whatever was done', async () => {
    const ids: string[] = [];
    const runs = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
      for (const wanted of changes) await make(ids, wanted);
      await expectTrue();
    });
    await fc.assert(runs, { numRuns: 8, endOnFailure: true });
  });

  it('lose nothing when many change them at once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, n) => add({ amount: 100 + n, currency: 'EUR', stageId: stages[n % 3] })),
    );
    const replies = await Promise.all(
      ids.flatMap((id, n) => [
        move(id, n + 1),
        move(id, n + 2),
        n % 4 === 0 ? call('DELETE', `/v1/deals/${id}`) : move(id, n),
      ]),
    );
    // Whoever moves a deal that another has just deleted is told so.
    expect(replies.filter(({ status }) => status !== 200 && status !== 404)).toEqual([]);
    await expectTrue();
  });

  it('follow deals that change stage in one statement, and those whose organization goes', async () => {
    for (let n = 0; n < 5; n += 1) await add({ amount: 100, currency: 'EUR' });
    const removed = await call('DELETE', `/v1/pipelines/${pipeline}/stages/${stages[0]}?moveTo=${stages[1]}`);
    expect(removed.status).toBe(200);
    await expectTrue();
    const board = (await call('GET', `/v1/pipelines/${pipeline}/board`)).body;
    expect(board.stages[0]).toMatchObject({ count: 5, sums: [{ currency: 'EUR', amount: 500, count: 5 }] });
    await api.deps.admin`delete from app.deals where organization_id = ${ann.organizationId}`;
    await expectTrue();
  });

  it('can be counted anew', async () => {
    await add({ amount: 100, currency: 'EUR' });
    await api.deps.admin`update app.stage_totals set deals = 7 where organization_id = ${ann.organizationId}`;
    await api.deps.admin`select app.recount_stages(${ann.organizationId})`;
    await expectTrue();
  });
});
