import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { undoCalls } from './testing/undo-calls.ts';

describe('undo works', () => {
  let api: TestApi;
  let ann: TestPerson;
  let now = new Date();
  beforeAll(async () => {
    api = await createTestApi();
    api.deps.now = () => now;
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const { call, undo, codeOf, patch, read } = undoCalls(
    () => api,
    () => ann,
  );
  const offered = async () => (await call('POST', '/v1/contacts', { name: 'Ada' })).body.undoToken;

  it('once, also when somebody presses twice at the same moment', async () => {
    const token = await offered();
    const replies = await Promise.all(Array.from({ length: 5 }, () => codeOf(undo(token))));
    expect(replies.filter(([status]) => status === 200)).toHaveLength(1);
    expect(replies.filter(([, code]) => code === 'undo_used')).toHaveLength(4);
  });

  it('again for a replay, which gets the first answer', async () => {
    const body = { undoToken: await offered() };
    const first = await call('POST', '/v1/undo', body, { 'idempotency-key': 'undo-1' });
    const replay = await call('POST', '/v1/undo', body, { 'idempotency-key': 'undo-1' });
    expect([replay.status, replay.body]).toEqual([200, first.body]);
  });

  it('for ten minutes', async () => {
    const [early, late] = [await offered(), await offered()];
    const start = now;
    now = new Date(start.getTime() + 10 * 60_000 - 1);
    expect((await undo(early)).status).toBe(200);
    now = new Date(start.getTime() + 10 * 60_000);
    expect(await codeOf(undo(late))).toEqual([410, 'undo_expired']);
    now = start;
  });

  it('for nobody else, and by no guess', async () => {
    const colleague = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'admin' });
    const token = await offered();
    expect(await codeOf(undo(token, colleague.token))).toEqual([404, 'undo_unknown']);
    expect(await codeOf(undo('x'.repeat(43)))).toEqual([404, 'undo_unknown']);
    expect((await undo(token)).status).toBe(200);
  });

  it('only while the person may still change such things', async () => {
    const bea = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const made = await api.call('POST', '/v1/contacts', { token: bea.token, body: { name: 'Ada' } });
    await api.deps.admin`update app.memberships set role = 'viewer' where user_id = ${bea.userId}`;
    expect(await codeOf(undo(made.body.undoToken, bea.token))).toEqual([403, 'forbidden']);
  });

  it('after a refusal, once the reason is gone', async () => {
    const made = (await call('POST', '/v1/deals', { name: 'Blocked' })).body;
    const changed = await patch(`/v1/deals/${made.id}`, 1, { name: 'Changed' });
    const second = await patch(`/v1/deals/${made.id}`, 2, { name: 'Changed again' });
    expect(await codeOf(undo(changed.body.undoToken))).toEqual([409, 'undo_conflict']);
    await undo(second.body.undoToken);
    expect((await undo(changed.body.undoToken)).status).toBe(200);
    expect((await read(`/v1/deals/${made.id}`)).name).toBe('Blocked');
  });

  it('and keeps no token that a reader of the database could use', async () => {
    const token = await offered();
    const rows = await api.deps.admin`select row_to_json(o)::text as row from app.undo_offers o`;
    expect(rows.some(({ row }) => String(row).includes(token))).toBe(false);
  });
});
