import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { furnished } from './testing/furnished.ts';
import { mergeCalls } from './testing/merge-calls.ts';

describe('merging contacts, undone,', () => {
  let api: TestApi;
  let ann: TestPerson;
  let now = new Date();
  beforeAll(async () => {
    api = await createTestApi();
    api.deps.now = () => now;
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const { call, merge, undo, read, codeOf, rows } = mergeCalls(
    () => api,
    () => ann,
  );

  it('restores both and everything that hung on them, byte for byte', async () => {
    const shared = (await call('POST', '/v1/deals', { name: 'Shared' })).body.id;
    const winner = await furnished(api, ann, 'Eve Stone', { tags: ['a'], title: 'Owner' });
    const loser = await furnished(api, ann, 'Eve S.', {
      companyName: winner.firm,
      tags: ['b'],
      notes: 'Note',
      doNotContact: true,
    });
    const contacts = [{ contactId: winner.id }, { contactId: loser.id, role: 'Pays' }];
    await call('PATCH', `/v1/deals/${shared}`, { contacts }, { 'if-match': '"1"' });
    const [left, right] = [
      { type: 'contact', id: winner.id },
      { type: 'contact', id: loser.id },
    ];
    await call('POST', '/v1/relations', { kind: 'partner', from: left, to: right });
    for (const to of [winner.other, loser.other]) {
      await call('POST', '/v1/relations', { kind: 'family', from: left, to: { type: 'contact', id: to } });
      await call('POST', '/v1/relations', { kind: 'family', from: right, to: { type: 'contact', id: to } });
    }
    const before = await rows();
    const { body } = await merge(winner.id, loser.id);
    expect(body.dropped).toBeGreaterThan(3);
    expect(await rows()).not.toEqual(before);
    expect((await undo(body.undoToken)).status).toBe(200);
    expect(await rows()).toEqual(before);
  });

  it('leaves with the winner what came since, and what was edited elsewhere', async () => {
    const winner = await furnished(api, ann, 'Fay Reed');
    const loser = await furnished(api, ann, 'Fay R.', { title: 'Buyer' });
    const before = [await read(winner.id), await read(loser.id)];
    const merged = (await merge(winner.id, loser.id)).body;
    await call('PATCH', `/v1/contacts/${winner.id}`, { language: 'pt' }, { 'if-match': `"${merged.contact.version}"` });
    const { interaction } = (
      await call('POST', '/v1/interactions', sampleMessage(winner.id, 'late', { occurredAt: '2026-02-01T10:00:00Z' }))
    ).body;
    expect((await undo(merged.undoToken)).status).toBe(200);
    const after = await read(winner.id);
    expect(after).toMatchObject({
      language: 'pt',
      title: before[0]?.title,
      lastInteractionAt: expect.stringMatching(/^2026-02-01/),
    });
    expect(after.version).toBeGreaterThan(merged.contact.version);
    expect((await call('GET', `/v1/contacts/${winner.id}/interactions`)).body.items.map(({ id }) => id)).toContain(
      interaction.id,
    );
    expect(await read(loser.id)).toEqual(before[1]);
  });

  it('is refused when somebody changed since what the merge had changed', async () => {
    const [winner, loser] = [
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token, { name: 'Ada', title: 'Buyer' }),
    ];
    const merged = (await merge(winner, loser)).body;
    const headers = { 'if-match': `"${merged.contact.version}"` };
    const edit = (await call('PATCH', `/v1/contacts/${winner}`, { title: 'CTO' }, headers)).body;
    const refused = await undo(merged.undoToken);
    expect([refused.status, refused.body.code]).toEqual([409, 'undo_conflict']);
    expect(refused.body.detail).toContain('title');
    await undo(edit.undoToken);
    expect((await undo(merged.undoToken)).status).toBe(200);
    expect((await read(loser)).title).toBe('Buyer');
  });

  it('goes in order: a later merge first', async () => {
    const [a, b, c] = [
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token),
    ];
    const before = await rows();
    const first = (await merge(b, a)).body;
    const second = (await merge(c, b)).body;
    expect(await codeOf(undo(first.undoToken))).toEqual([409, 'undo_conflict']);
    await undo(second.undoToken);
    await undo(first.undoToken);
    expect(await rows()).toEqual(before);
  });

  it('works for 30 days, also for a colleague, once', async () => {
    const colleague = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const pairs = [];
    for (let nth = 0; nth < 2; nth += 1) {
      const ids = [await sampleContact(api, ann.token), await sampleContact(api, ann.token)];
      pairs.push((await merge(ids[0] ?? '', ids[1] ?? '')).body);
    }
    const [early, late] = pairs;
    const start = now;
    now = new Date(start.getTime() + 29 * 24 * 60 * 60_000);
    const path = (id: string | undefined) => `/v1/merges/${id}/undo`;
    expect((await call('POST', path(early?.mergeId), undefined, {}, colleague)).status).toBe(200);
    expect(await codeOf(call('POST', path(early?.mergeId)))).toEqual([409, 'undo_used']);
    now = new Date(start.getTime() + 30 * 24 * 60 * 60_000);
    expect(await codeOf(call('POST', path(late?.mergeId)))).toEqual([410, 'undo_expired']);
    expect(await codeOf(undo(late?.undoToken ?? ''))).toEqual([410, 'undo_expired']);
    now = start;
    const { items } = (await call('GET', '/v1/merges?limit=2')).body;
    expect(items.map(({ id }) => id)).toEqual([late?.mergeId, early?.mergeId]);
  });
});
