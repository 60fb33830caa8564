import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { furnished } from './testing/furnished.ts';
import { mergeCalls } from './testing/merge-calls.ts';

describe('merging contacts by several people at the same moment', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const { call, merge, read } = mergeCalls(
    () => api,
    () => ann,
  );

  it('of the same pair, merges once', async () => {
    const winner = await furnished(api, ann, 'Gus Oak');
    const loser = await furnished(api, ann, 'Gus O.');
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, nth) => (nth % 2 ? merge(winner.id, loser.id) : merge(loser.id, winner.id))),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ body }) => body.code === 'record_merged')).toHaveLength(5);
    const left = replies.find(({ status }) => status === 200)?.body.contact.id ?? '';
    expect((await read(left)).points).toHaveLength(2);
    expect((await call('GET', `/v1/contacts/${left}/interactions`)).body.items).toHaveLength(2);
  });

  it('of A into B while B goes into C, loses nothing', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [a, b, c] = [
        await furnished(api, ann, 'A'),
        await furnished(api, ann, 'B'),
        await furnished(api, ann, 'C'),
      ];
      const replies = await Promise.all([merge(b.id, a.id), merge(c.id, b.id)]);
      for (const { status, body } of replies)
        expect([200, 410]).toContain(body.code === 'record_merged' ? 410 : status);
      const left = (await Promise.all([a, b, c].map(({ id }) => call('GET', `/v1/contacts/${id}`)))).filter(
        ({ status }) => status === 200,
      );
      const points = left.flatMap(({ body }) => body.points);
      expect(points).toHaveLength(3);
      const logged = await Promise.all(
        left.map(async ({ body }) => (await call('GET', `/v1/contacts/${body.id}/interactions`)).body.items.length),
      );
      expect(logged.reduce((sum, count) => sum + count, 0)).toBe(3);
    }
  });

  it('while others log, write notes and capture, loses nothing', async () => {
    for (let round = 0; round < 4; round += 1) {
      const winner = await sampleContact(api, ann.token, { name: 'Winner' });
      const address = `race-${round}@race.example`;
      const points = [{ kind: 'email', value: address }];
      const loser = await sampleContact(api, ann.token, { name: 'Loser', points });
      const record = { type: 'contact', id: loser };
      const [merged, logged, noted, captured] = await Promise.all([
        merge(winner, loser),
        call('POST', '/v1/interactions', sampleMessage(loser, `race-${round}`)),
        call('POST', '/v1/notes', { body: 'Race', record }),
        call('POST', '/v1/contacts', { title: 'Racer', points }),
      ]);
      expect(merged.status).toBe(200);
      // Each either came through and hangs on the winner, or says clearly that it did not.
      const of = async (table: string) =>
        (await api.deps.admin`select from app.${api.deps.admin(table)} where contact_id = ${winner}`).length;
      expect(await of('interactions')).toBe(logged.status < 300 ? 1 : 0);
      expect(await of('notes')).toBe(noted.status < 300 ? 1 : 0);
      for (const { status } of [logged, noted]) expect([201, 404, 409, 410]).toContain(status);
      expect([200, 410]).toContain(captured.status);
      if (captured.status === 200) expect((await read(winner)).title).toBe('Racer');
    }
  });
});
