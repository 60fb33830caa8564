import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { relationCalls } from './testing/relation-calls.ts';

describe('relations of reports', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const { call, reports, people, pair } = relationCalls(
    () => api,
    () => ann,
  );

  it('refuse to make somebody their own boss, and name the chain', async () => {
    const [ada = '', bea = '', cid = '', dan = ''] = await people('Ada', 'Bea', 'Cid', 'Dan');
    for (const [from, to] of [
      [ada, bea],
      [bea, cid],
      [ada, dan],
      [dan, cid],
    ] as const) {
      expect((await reports(from, to)).status).toBe(201);
    }
    const refused = await reports(cid, ada);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'relation_cycle',
        detail: 'This would make a circle of reports: Cid → Ada → Bea → Cid.',
        contactIds: [cid, ada, bea, cid],
      },
    });
    expect((await reports(bea, ada)).body.detail).toContain('Bea → Ada → Bea');
  });

  it('name only the ends of a long chain', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `P${index}`);
    const ids = await people(...names);
    for (const [index, id] of ids.slice(0, -1).entries()) await reports(id, ids[index + 1] ?? '');
    const refused = await reports(ids.at(-1) ?? '', ids[0] ?? '');
    expect(refused.body.detail).toContain('P19 → P0 → P1 → P2 → … → P17 → P18 → P19');
    expect(refused.body.contactIds).toHaveLength(21);
  });

  it('let only one of two through that would close a circle together', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [ada, bea] = await pair();
      const both = await Promise.all([reports(ada, bea), reports(bea, ada)]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    }
  });

  it('are not restored into a circle', async () => {
    const [ada, bea] = await pair();
    const { id } = (await reports(ada, bea)).body.relation;
    await call('DELETE', `/v1/relations/${id}`);
    expect((await reports(bea, ada)).status).toBe(201);
    expect((await call('POST', `/v1/relations/${id}/restore`)).body.code).toBe('relation_cycle');
    expect((await reports(ada, bea)).body.code).toBe('relation_cycle');
  });

  it('may go to several bosses, however many ways lead up', async () => {
    const layers = 12;
    const rows: string[][] = [];
    for (let layer = 0; layer < layers; layer += 1) rows.push(await people(`L${layer}`, `R${layer}`));
    for (const [layer, row] of rows.slice(0, -1).entries()) {
      for (const from of row)
        for (const to of rows[layer + 1] ?? []) expect((await reports(from, to)).status).toBe(201);
    }
    expect((await reports(rows.at(-1)?.[0] ?? '', rows[0]?.[0] ?? '')).body.contactIds).toHaveLength(layers + 1);
  });
});
