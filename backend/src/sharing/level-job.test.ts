// What people can rely on who give very many messages another level: it goes on in a job, is told, and is taken back.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestWorker, untilEnded } from '../jobs/testing/test-worker.ts';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { MailSharing } from './schema.ts';
import { partSize } from './share-part.ts';

describe('the level of very many messages', () => {
  let api: TestApi;
  let worker: Awaited<ReturnType<typeof startTestWorker>>;
  let ann: TestPerson;
  let bob: TestPerson;
  const many = partSize * 2 + 20;
  beforeAll(async () => {
    api = await createTestApi();
    worker = await startTestWorker(api.deps);
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    bob = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const contact = await sampleContact(api, ann.token, { name: 'Ada' });
    await api.deps.admin`
      insert into app.interactions (organization_id, contact_id, channel, external_id, direction, occurred_at, visibility, logged_by)
      select ${ann.organizationId}, ${contact}, 'email', 'm' || n, 'inbound', now(), case when n % 2 = 0 then 'subject' else 'metadata' end,
        case when n <= ${many} then ${ann.userId}::uuid else ${bob.userId}::uuid end
      from generate_series(1, ${many} + 3) n`;
  });
  const call = (who: TestPerson, method: string, path: string, body?: object) =>
    api.call(method, path, { token: who.token, ...(body && { body }) });
  const set = (level: string) => call(ann, 'PUT', '/v1/mail-sharing', { level, applyToLogged: true });
  const undo = (undoToken: string) => call(ann, 'POST', '/v1/undo', { undoToken });
  const jobOf = async (id: string) => {
    await untilEnded(api.deps, id);
    return (await call(ann, 'GET', `/v1/jobs/${id}`)).body;
  };
  const levels = async (who = ann) => {
    const rows = await api.deps.admin<{ visibility: string; count: number }[]>`
      select visibility, count(*)::int as count from app.interactions
      where organization_id = ${ann.organizationId} and logged_by = ${who.userId} group by 1`;
    return Object.fromEntries(rows.map(({ visibility, count }) => [visibility, count]));
  };
  const own = async () => MailSharing.parse((await call(ann, 'GET', '/v1/mail-sharing')).body).level;

  it('is set in a job, for nobody else’s, and goes back in one, but for what got another level since', async () => {
    const before = await levels();
    const others = await levels(bob);
    const started = (await set('full')).body;
    expect([MailSharing.parse(started).level, await own()]).toEqual(['full', 'full']);
    expect(await jobOf(started.jobId)).toMatchObject({
      ...{ kind: 'mail.level', state: 'done', done: many, total: many, result: { changed: many } },
    });
    expect([await levels(), await levels(bob)]).toEqual([{ full: many }, others]);
    const [one] = await api.deps.admin<{ id: string }[]>`
      update app.interactions set visibility = 'subject' where id = (
        select id from app.interactions where logged_by = ${ann.userId} and external_id = 'm1') returning id`;
    expect(one).toBeDefined();
    const { jobId } = (await undo(started.undoToken)).body;
    expect(await jobOf(jobId)).toMatchObject({ kind: 'mail.level_undo', state: 'done' });
    expect(await levels()).toEqual({
      subject: (before['subject'] ?? 0) + 1,
      metadata: (before['metadata'] ?? 0) - 1,
    });
    expect(await own()).toBe('subject');
    expect((await undo(started.undoToken)).body.code).toBe('undo_used');
  });

  it('goes on where it was stopped, and is not taken back while it runs, or once another level was set', async () => {
    await worker.stop();
    const started = (await set('full')).body;
    expect((await undo(started.undoToken)).body.code).toBe('undo_conflict');
    expect(await set('metadata')).toMatchObject({ status: 409, body: { code: 'level_changing' } });
    await call(ann, 'POST', `/v1/jobs/${started.jobId}/cancel`);
    worker = await startTestWorker(api.deps);
    expect((await jobOf(started.jobId)).state).toBe('cancelled');
    const again = (await set('full')).body;
    expect((await jobOf(again.jobId)).result).toEqual({ changed: many });
    await call(ann, 'PUT', '/v1/mail-sharing', { level: 'metadata' });
    expect((await undo(again.undoToken)).body.code).toBe('undo_conflict');
    expect(await levels()).toEqual({ full: many });
  });
});
