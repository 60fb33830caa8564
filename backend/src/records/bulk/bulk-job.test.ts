import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestWorker, untilEnded } from '../../jobs/testing/test-worker.ts';
import { createTestApi, type TestApi } from '../../testing/test-api.ts';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';
import { partSize } from './run-bulk-job.ts';

describe('a job that changes many records', () => {
  let api: TestApi;
  let worker: Awaited<ReturnType<typeof startTestWorker>>;
  let ann: TestPerson;
  let ids: string[];
  const many = partSize + 20;
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
    const rows = await api.deps.admin<{ id: string }[]>`
      insert into app.contacts (organization_id, name, tags)
      select ${ann.organizationId}, 'Person ' || n, '{Old}' from generate_series(1, ${many}) n returning id`;
    ids = rows.map(({ id }) => id);
  });
  const call = (method: string, path: string, body?: object, { token } = ann) =>
    api.call(method, path, { token, ...(body && { body }) });
  const start = (body: object) => call('POST', '/v1/contacts/bulk-job', { ids, ...body });
  const ended = async (body: object) => {
    const { status, body: started } = await start(body);
    expect(status).toBe(200);
    await untilEnded(api.deps, started.jobId);
    return { started, job: (await call('GET', `/v1/jobs/${started.jobId}`)).body };
  };
  const undo = (undoToken: string, person = ann) => call('POST', '/v1/undo', { undoToken }, person);
  const count = async (tag: string) => {
    const [row] = await api.deps.admin<{ count: number }[]>`
      select count(*)::int as count from app.contacts
      where organization_id = ${ann.organizationId} and deleted_at is null and ${tag} = any(tags)`;
    return row?.count;
  };

  it('changes them part by part, tells how many, and one token takes all of it back', async () => {
    const { started, job } = await ended({ addTags: ['New'], removeTags: ['old'] });
    expect(job).toMatchObject({
      kind: 'contact.bulk',
      state: 'done',
      done: many,
      total: many,
      result: { changed: many, unchanged: 0, missing: 0 },
    });
    expect([await count('New'), await count('Old')]).toEqual([many, 0]);
    const bob = await createPerson(api.deps);
    expect((await undo(started.undoToken, bob)).status).toBe(404);
    const undone = await undo(started.undoToken);
    expect([undone.status, undone.body.records.length]).toEqual([200, many]);
    expect([await count('New'), await count('Old')]).toEqual([0, many]);
    expect((await undo(started.undoToken)).body.code).toBe('undo_used');
  });

  it('deletes them and brings them back; the undo is kept whole when somebody changed one since', async () => {
    const gone = await ended({ delete: true });
    expect(await count('Old')).toBe(0);
    expect((await undo(gone.started.undoToken)).status).toBe(200);
    expect(await count('Old')).toBe(many);
    const tagged = await ended({ addTags: ['New'] });
    await api.deps.admin`update app.contacts set tags = '{Other}' where id = ${ids[3] ?? ''}`;
    expect((await undo(tagged.started.undoToken)).body.code).toBe('undo_conflict');
    expect(await count('New')).toBe(many - 1);
  });

  it('ends early when it is cancelled, and what it did until then goes back', async () => {
    await worker.stop();
    const { body: started } = await start({ addTags: ['New'] });
    expect((await undo(started.undoToken)).body).toMatchObject({ code: 'undo_conflict' });
    await call('POST', `/v1/jobs/${started.jobId}/cancel`);
    worker = await startTestWorker(api.deps);
    await untilEnded(api.deps, started.jobId);
    expect((await call('GET', `/v1/jobs/${started.jobId}`)).body.state).toBe('cancelled');
    expect((await undo(started.undoToken)).status).toBe(200);
    expect(await count('New')).toBe(0);
  });

  it('is refused before it begins: values that are not right, strangers’ members, nothing to do', async () => {
    const stranger = await createPerson(api.deps);
    for (const body of [{ set: { ownerId: stranger.userId } }, { set: { fields: { nowhere: 1 } } }, {}]) {
      const { status, body: problem } = await start(body);
      expect([status, problem.code]).toEqual([422, 'invalid_input']);
    }
    const foreign = await call('POST', '/v1/contacts/bulk-job', { ids: ids.slice(0, 2), delete: true }, stranger);
    await untilEnded(api.deps, foreign.body.jobId);
    const { result } = (await call('GET', `/v1/jobs/${foreign.body.jobId}`, undefined, stranger)).body;
    expect(result).toEqual({ changed: 0, unchanged: 0, missing: 2 });
  });
});
