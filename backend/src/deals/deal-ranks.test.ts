import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tried } from '../testing/properties.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('the order of deals', () => {
  let api: TestApi;
  let ann: TestPerson;
  let stages: string[];
  const ids: string[] = [];
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    const [found] = (await api.call('GET', '/v1/pipelines', { token: ann.token })).body.items;
    stages = (found?.stages ?? []).slice(0, 2).map(({ id }) => id);
    for (let n = 0; n < 6; n += 1) {
      const made = await api.call('POST', '/v1/deals', { token: ann.token, body: { name: `D${n}` } });
      ids.push(made.body.id ?? '');
    }
  });
  afterAll(() => api.close());

  const move = (deal: number, nth: number, beside: object) =>
    api.call('POST', `/v1/deals/${ids[deal]}/move`, { token: ann.token, body: { stageId: stages[nth], ...beside } });
  const order = async () => {
    const rows = await api.deps.admin`
      select id, stage_id, rank from app.deals where organization_id = ${ann.organizationId} order by stage_id, rank`;
    return rows.map((row) => ({ id: String(row['id']), stage: String(row['stage_id']), rank: String(row['rank']) }));
  };
  const drag = fc.record({
    deal: fc.nat(5),
    stage: fc.nat(1),
    beside: fc.nat(5),
    side: fc.constantFrom('beforeId', 'afterId', 'top'),
  });
  type Drag = typeof drag extends fc.Arbitrary<infer T> ? T : never;
  const besideOf = ({ deal, beside, side }: Drag) => (side === 'top' || beside === deal ? {} : { [side]: ids[beside] });

  it('keeps every deal in one place of its own, however many drag at once', async () => {
    const rounds = fc.asyncProperty(fc.array(drag, { minLength: 2, maxLength: 6 }), async (drags) => {
      const replies = await Promise.all(drags.map((one) => move(one.deal, one.stage, besideOf(one))));
      expect(replies.map(({ status }) => status)).toEqual(drags.map(() => 200));
      const rows = await order();
      expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      expect(new Set(rows.map(({ stage, rank }) => `${stage} ${rank}`)).size).toBe(ids.length);
    });
    await fc.assert(rounds, { ...tried(15), endOnFailure: true });
  });

  it('puts a deal directly beside the one that was named, and answers where the board shows it', async () => {
    const rounds = fc.asyncProperty(drag, async (one) => {
      fc.pre(one.side !== 'top' && one.beside !== one.deal);
      await move(one.beside, one.stage, {});
      const reply = await move(one.deal, one.stage, besideOf(one));
      const rows = (await order()).filter(({ stage }) => stage === stages[one.stage]);
      const [at, beside] = [one.deal, one.beside].map((n) => rows.findIndex(({ id }) => id === ids[n]));
      expect((at ?? 0) - (beside ?? 0)).toBe(one.side === 'afterId' ? 1 : -1);
      expect(reply.body.rank).toBe(rows[at ?? -1]?.rank);
    });
    await fc.assert(rounds, { ...tried(15), endOnFailure: true });
  });
});
