import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson } from '../testing/test-deps.ts';
import { drawGraph, edgesOf } from './testing/drawn.ts';
import { naivePaths } from './testing/naive-paths.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

it('finds in any small graph what trying every path finds', async () => {
  const people = 7;
  const firms = 2;
  const node = fc.integer({ min: 0, max: people - 1 });
  const kind = fc.constantFrom('partner' as const, 'reports_to' as const, 'introduced_by' as const);
  const graph = fc.record({
    relations: fc.array(fc.tuple(node, node, kind), { maxLength: 14 }),
    jobs: fc.array(fc.tuple(node, fc.integer({ min: people, max: people + firms - 1 })), { maxLength: 6 }),
    alliance: fc.boolean(),
    ends: fc.tuple(fc.integer({ min: 0, max: people + firms - 1 }), node),
    hops: fc.integer({ min: 1, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(graph, async ({ relations, jobs, alliance, ends, hops }) => {
      fc.pre(ends[0] !== ends[1]);
      const { organizationId, token } = await createPerson(api.deps);
      const drawn = { relations, jobs, alliance };
      const ids = await drawGraph(api.deps, organizationId, drawn, { people, firms });
      const paths = async (query: string) => (await api.call('GET', `/v1/graph/paths?${query}`, { token })).body;
      const edges = edgesOf(drawn, people);
      const wanted = naivePaths(edges, new Set([people, people + 1]), ends, hops);
      const typed = (index: number) => `${index < people ? 'contact' : 'company'}:${ids[index]}`;
      const asked = `from=${typed(ends[0])}&to=${typed(ends[1])}&hops=${hops}&limit=20`;
      const { items, capped } = await paths(asked);
      expect(capped).toBe(false);
      expect(items[0]?.score).toEqual(wanted[0] && Number(wanted[0].score.toFixed(4)));
      const scores = new Map(wanted.map(({ nodes, score }) => [nodes.join(), score]).reverse() as [string, number][]);
      const found = items.map(({ nodes }) => nodes.map(({ id }) => ids.indexOf(id)).join());
      for (const [nth, { score }] of items.entries())
        expect(score).toBeCloseTo(scores.get(found[nth] ?? '') ?? Number.NaN, 4);
      // Everybody who stands alone between the two is named.
      const between = wanted.filter(({ nodes }) => nodes.length === 3).map(({ nodes }) => nodes.join());
      if (items.length < 20) expect(found).toEqual(expect.arrayContaining(between));
      expect((await paths(asked)).items).toEqual(items);
    }),
    { numRuns: 60 },
  );
});
