import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { timeFor, tried } from '../testing/properties.ts';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { mergeCalls } from './testing/merge-calls.ts';

describe('merging people who report to somebody', () => {
  let api: TestApi;
  let ann: TestPerson;
  const { call, merge, undo, rows } = mergeCalls(
    () => api,
    () => ann,
  );
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const people = (names: string[]) => Promise.all(names.map((name) => sampleContact(api, ann.token, { name })));
  const reports = async (below: string | undefined, boss: string | undefined) =>
    (
      await call('POST', '/v1/relations', {
        kind: 'reports_to',
        from: { type: 'contact', id: below },
        to: { type: 'contact', id: boss },
      })
    ).status;

  it('is refused with the circle that it would close, in either direction, and changes nothing', async () => {
    const [ada, bea, cem] = await people(['Ada', 'Bea', 'Cem']);
    await reports(ada, bea);
    await reports(bea, cem);
    const before = await rows();
    for (const [winner = '', loser = ''] of [
      [ada, cem],
      [cem, ada],
    ]) {
      for (const dryRun of [true, false]) {
        const { status, body } = await merge(winner, loser, { dryRun });
        expect([status, body.code]).toEqual([409, 'relation_cycle']);
        expect(body.detail).toContain('Bea');
        expect(body.contactIds).toEqual(expect.arrayContaining([winner, bea]));
      }
    }
    expect(await rows()).toEqual(before);
  });

  it('leaves out only that pair among many', async () => {
    const [ada, bea, cem, dan, twin] = await people(['Ada', 'Bea', 'Cem', 'Dan', 'Dan']);
    await reports(ada, bea);
    await reports(bea, cem);
    const pairs = [
      { winnerId: ada, loserId: cem },
      { winnerId: dan, loserId: twin },
    ];
    const { status, body } = await call('POST', '/v1/contacts/merge-many', { pairs });
    expect([status, body.items.map((item) => item.status)]).toEqual([200, ['failed', 'merged']]);
  });

  it('drops that one reports to the other, and gives it back', async () => {
    const [ada = '', bea = '', cem] = await people(['Ada', 'Bea', 'Cem']);
    await reports(ada, bea);
    await reports(bea, cem);
    const before = await rows();
    const merged = await merge(ada, bea);
    expect([merged.status, merged.body.dropped]).toEqual([200, 1]);
    const left = (await call('GET', `/v1/relations?record=contact:${ada}`)).body.items;
    expect(left.map(({ from, to }) => [from.id, to.id])).toEqual([[ada, cem]]);
    await undo(merged.body.undoToken);
    expect(await rows()).toEqual(before);
  });

  it(
    'is refused exactly where a circle would close, whoever reports to whom, and is undone to the byte',
    async () => {
      const seen = new Set<boolean>();
      const edge = fc.tuple(fc.nat(4), fc.nat(4));
      await fc.assert(
        fc.asyncProperty(fc.array(edge, { minLength: 2, maxLength: 7 }), async (wanted) => {
          ann = await createPerson(api.deps);
          const ids = await people(['Ada', 'Bea', 'Cem', 'Dan', 'Eve']);
          const edges: [number, number][] = [];
          for (const [below, boss] of wanted) {
            if (below !== boss && (await reports(ids[below], ids[boss])) === 201) edges.push([below, boss]);
          }
          const before = await rows();
          const merged = await merge(ids[0] ?? '', ids[1] ?? '');
          // The second of the two is the first by then.
          const joined = edges.map(([below, boss]): [number, number] => [
            below === 1 ? 0 : below,
            boss === 1 ? 0 : boss,
          ]);
          const closed = hasCircle(joined.filter(([below, boss]) => below !== boss));
          seen.add(closed);
          expect(merged.status, JSON.stringify(edges)).toBe(closed ? 409 : 200);
          if (!closed) expect((await undo(merged.body.undoToken)).status).toBe(200);
          expect(await rows()).toEqual(before);
        }),
        tried(8),
      );
      expect(seen.size).toBe(2);
    },
    timeFor(60_000),
  );
});

/** Takes away whoever has no boss, again and again: what is left goes round. */
function hasCircle(edges: [number, number][]): boolean {
  const left = edges.filter(([, boss]) => edges.some(([below]) => below === boss));
  return left.length < edges.length ? hasCircle(left) : left.length > 0;
}
