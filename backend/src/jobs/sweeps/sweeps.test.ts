import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../../testing/samples.ts';
import { createTestApi, type TestApi } from '../../testing/test-api.ts';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';
import { openQueue } from '../open-queue.ts';
import { dropExpired } from './drop-expired.ts';
import { dropOldSessions } from './drop-old-sessions.ts';
import { purgeDeleted } from './purge-deleted.ts';
import { sweeps } from './registry.ts';
import type { Sweep } from './sweep.ts';

const anHour = 3_600_000;
const aDay = 24 * anHour;

describe('sweeps', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  /** Runs a sweep as if so much time had passed. */
  const after = (ms: number, run: Sweep['run']) =>
    run({
      deps: { ...api.deps, now: () => new Date(Date.now() + ms) },
      signal: new AbortController().signal,
    });
  const call = (method: string, path: string, body?: object) =>
    api.call(method, path, { token: ann.token, ...(body ? { body } : {}) });
  const idsIn = async (table: string) =>
    (
      await api.deps.admin`
      select id from app.${api.deps.admin(table)} where organization_id = ${ann.organizationId}`
    ).map((row) => String(row['id']));
  const told = async (type: string) =>
    (
      await api.deps.admin`
      select subject_id, actor from app.events where organization_id = ${ann.organizationId} and type = ${type}`
    ).map((row) => [row['subject_id'], row['actor']]);

  describe('of what was deleted', () => {
    it('take it for good after thirty days, not a day before, and tell so', async () => {
      const [gone, stays] = [
        await sampleContact(api, ann.token, { name: 'Ada', points: [{ kind: 'email', value: 'ada@acme.example' }] }),
        await sampleContact(api, ann.token, { name: 'Bea' }),
      ];
      await call('POST', '/v1/interactions', sampleMessage(gone, '1', { subject: 'Hello', body: 'Hi' }));
      await call('POST', '/v1/notes', { record: { type: 'contact', id: gone }, body: 'Likes oak' });
      await call('DELETE', `/v1/contacts/${gone}`);
      await after(29 * aDay, purgeDeleted);
      expect((await idsIn('contacts')).toSorted()).toEqual([gone, stays].toSorted());
      await after(30 * aDay + anHour, purgeDeleted);
      expect(await idsIn('contacts')).toEqual([stays]);
      expect([await idsIn('contact_points'), await idsIn('interactions'), await idsIn('notes')]).toEqual([[], [], []]);
      expect(await told('contact.purged')).toEqual([[gone, { kind: 'system', id: null }]]);
      expect((await call('GET', `/v1/contacts/${gone}`)).status).toBe(404);
    });

    it('let go of a company that people and deals still name', async () => {
      const contact = await sampleContact(api, ann.token, { name: 'Ada', companyName: 'Acme' });
      const [company = ''] = await idsIn('companies');
      const deal = (await call('POST', '/v1/deals', { name: 'Stairs', companyId: company })).body.id;
      await call('DELETE', `/v1/companies/${company}`);
      await after(31 * aDay, purgeDeleted);
      expect([await idsIn('companies'), await idsIn('employments')]).toEqual([[], []]);
      expect([await idsIn('contacts'), await idsIn('deals')]).toEqual([[contact], [deal]]);
      expect(await told('company.purged')).toHaveLength(1);
    });

    it('keep a pipeline as long as the history of a deal names it', async () => {
      const { body: pipeline } = await call('POST', '/v1/pipelines', { name: 'Repairs' });
      const [first, ...rest] = pipeline.stages.map(({ id }) => id);
      const deal = (await call('POST', '/v1/deals', { name: 'Stairs', stageId: first })).body.id;
      await call('DELETE', `/v1/deals/${deal}`);
      await call('DELETE', `/v1/pipelines/${pipeline.id}`);
      await api.deps.admin`update app.deals set deleted_at = now() + interval '9 days' where id = ${deal}`;
      await after(35 * aDay, purgeDeleted);
      expect(await idsIn('pipelines')).toContain(pipeline.id);
      await after(45 * aDay, purgeDeleted);
      expect(await idsIn('pipelines')).not.toContain(pipeline.id);
      expect(rest.length).toBeGreaterThan(0);
    });

    it('get through any number', async () => {
      await api.deps.admin`
        insert into app.contacts (organization_id, name, deleted_at)
        select ${ann.organizationId}, 'Row ' || n, now() - interval '31 days' from generate_series(1, 1203) as n`;
      expect(await after(0, purgeDeleted)).toBe(1203);
      expect(await idsIn('contacts')).toEqual([]);
      expect(await told('contact.purged')).toHaveLength(1203);
    });

    it('stop between batches when the worker stops', async () => {
      await api.deps.admin`
        insert into app.contacts (organization_id, name, deleted_at) values (${ann.organizationId}, 'Ada', '2020-01-01')`;
      expect(await purgeDeleted({ deps: api.deps, signal: AbortSignal.abort() })).toBe(0);
      expect(await idsIn('contacts')).toHaveLength(1);
    });
  });

  describe('of what has served', () => {
    it('drop answers for replays after two days', async () => {
      const headers = { 'idempotency-key': 'once' };
      const create = () => api.call('POST', '/v1/companies', { token: ann.token, body: { name: 'Acme' }, headers });
      await create();
      await after(47 * anHour, dropExpired);
      expect((await create()).headers.get('idempotent-replayed')).toBe('true');
      await after(49 * anHour, dropExpired);
      const kept = await api.deps.admin`select from app.idempotency_keys where organization_id = ${ann.organizationId}`;
      expect(kept).toHaveLength(0);
    });

    it('drop offers to undo soon after they ended', async () => {
      const contact = await sampleContact(api, ann.token);
      await call('DELETE', `/v1/contacts/${contact}`);
      const offers = async () => (await idsIn('undo_offers')).length;
      const before = await offers();
      await after(anHour, dropExpired);
      expect(before).toBeGreaterThan(0);
      expect(await offers()).toBe(before);
      await after(2 * anHour, dropExpired);
      expect(await offers()).toBe(0);
    });

    it('drop jobs a month after they ended, and none that has not', async () => {
      await api.deps.admin`
        insert into app.jobs (organization_id, kind, state, finished_at) values
          (${ann.organizationId}, 'test.run', 'done', now()), (${ann.organizationId}, 'test.run', 'queued', null)`;
      await after(29 * aDay, dropExpired);
      expect(await idsIn('jobs')).toHaveLength(2);
      await after(31 * aDay, dropExpired);
      expect(await idsIn('jobs')).toHaveLength(1);
    });
  });

  describe('of sessions', () => {
    const session = async (columns: { not_after?: Date; refreshed_at?: Date } = {}) => {
      const id = randomUUID();
      await api.deps.admin`insert into auth.sessions ${api.deps.admin({ id, user_id: ann.userId, ...columns })}`;
      return id;
    };
    const token = async (session_id: string, parent: string | null, revokedDaysAgo: number | null) => {
      const [row] = await api.deps.admin<{ id: string }[]>`
        insert into auth.refresh_tokens (token_hash, parent, user_id, session_id, revoked, revoked_at)
        values (${randomBytes(32)}, ${parent}, ${ann.userId}, ${session_id}, ${revokedDaysAgo !== null},
          ${revokedDaysAgo === null ? null : new Date(Date.now() - revokedDaysAgo * aDay)}) returning id`;
      return row?.id ?? '';
    };
    const kept = async (table: string, ids: string[]) =>
      (await api.deps.admin`select id from auth.${api.deps.admin(table)} where id::text = any(${ids}) order by id`).map(
        (row) => String(row['id']),
      );

    it('drop those that are over, with their tokens', async () => {
      const [over, idle, live] = [
        await session({ not_after: new Date(Date.now() - 1000) }),
        await session({ refreshed_at: new Date(Date.now() - 91 * aDay) }),
        await session({ refreshed_at: new Date() }),
      ];
      const tokens = [await token(over, null, null), await token(live, null, null)];
      await after(0, dropOldSessions);
      expect(await kept('sessions', [over, idle, live])).toEqual([live]);
      expect(await kept('refresh_tokens', tokens)).toEqual([tokens[1]]);
    });

    it('drop replaced tokens after a month, never the one in use nor those that would tell a thief', async () => {
      const id = await session({ refreshed_at: new Date() });
      const oldest = await token(id, null, 40);
      const old = await token(id, oldest, 31);
      const recent = await token(id, old, 29);
      const current = await token(id, recent, null);
      await after(0, dropOldSessions);
      expect(await kept('refresh_tokens', [oldest, old, recent, current])).toEqual([recent, current]);
    });

    it('leave a Supabase project alone', async () => {
      const id = await session({ not_after: new Date(0) });
      const deps = { ...api.deps, env: { ...api.deps.env, SUPABASE_URL: 'https://project.example' } };
      await dropOldSessions({ deps, signal: new AbortController().signal });
      expect(await kept('sessions', [id])).toEqual([id]);
    });
  });

  it('are all put on the clock once, however often Kith starts', async () => {
    for (let n = 0; n < 2; n += 1) {
      const stop = await openQueue(api.deps);
      await stop();
    }
    const schedules = await api.deps.admin`select name, cron from pgboss.schedule order by name`;
    expect(schedules.map((row) => [row['name'], row['cron']])).toEqual(
      sweeps.map(({ name, cron }) => [`sweep-${name}`, cron]).toSorted(),
    );
  });
});
