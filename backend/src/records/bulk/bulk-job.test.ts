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

  describe('of very many', () => {
    const more = async () => {
      const rows = await api.deps.admin<{ id: string }[]>`
        insert into app.contacts (organization_id, name, tags)
        select ${ann.organizationId}, 'More ' || n, '{Old}' from generate_series(1, ${partSize}) n returning id`;
      ids = [...ids, ...rows.map(({ id }) => id)];
    };
    const undoing = async (undoToken: string) => {
      const { status, body } = await undo(undoToken);
      expect([status, body.records]).toEqual([200, []]);
      return body.jobId;
    };
    const jobOf = async (id: string) => {
      await untilEnded(api.deps, id);
      return (await call('GET', `/v1/jobs/${id}`)).body;
    };

    it('is taken back in a job, which tells how far it is, and goes on where it was stopped', async () => {
      await more();
      const { started } = await ended({ addTags: ['New'] });
      await worker.stop();
      const first = await undoing(started.undoToken);
      // Asked again meanwhile, it is the same.
      expect(await undoing(started.undoToken)).toBe(first);
      await call('POST', `/v1/jobs/${first}/cancel`);
      worker = await startTestWorker(api.deps);
      expect(await jobOf(first)).toMatchObject({ kind: 'contact.bulk_undo', state: 'cancelled' });
      expect(await count('New')).toBe(ids.length);
      const [part] = await api.deps.admin<{ id: string }[]>`
        select id from app.undo_offers where organization_id = ${ann.organizationId} and kind = 'contact.bulk_edit'
        order by id desc limit 1`;
      // As if the first attempt had come so far.
      await api.deps.admin`
        update app.contacts set tags = '{Old}' where id in (
          select (r ->> 'id')::uuid from app.undo_offers o, jsonb_array_elements(o.payload -> 'rows') r where o.id = ${part?.id ?? ''})`;
      await api.deps.admin`update app.undo_offers set used_at = now() where id = ${part?.id ?? ''}`;
      const job = await jobOf(await undoing(started.undoToken));
      expect(job).toMatchObject({ state: 'done', total: ids.length, result: { changed: ids.length } });
      expect([await count('New'), await count('Old')]).toEqual([0, ids.length]);
      expect((await undo(started.undoToken)).body.code).toBe('undo_used');
    });

    it('is kept whole when somebody changed one of them since, and the job says so', async () => {
      await more();
      const { started } = await ended({ addTags: ['New'] });
      await api.deps.admin`update app.contacts set tags = '{Other}' where id = ${ids[3] ?? ''}`;
      expect(await jobOf(await undoing(started.undoToken))).toMatchObject({
        state: 'failed',
        error: { code: 'undo_conflict' },
      });
      expect(await count('New')).toBe(ids.length - 1);
    });
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
