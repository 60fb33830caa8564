import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readTogether, writeIn } from '../../http/transaction.ts';
import type { JobCtx } from '../../jobs/job-ctx.ts';
import { dropExpired } from '../../jobs/sweeps/drop-expired.ts';
import { callerOf, startTestWorker, untilEnded } from '../../jobs/testing/test-worker.ts';
import type { Worker } from '../../jobs/worker.ts';
import { sampleContact } from '../../testing/samples.ts';
import { createTestApi, type TestApi } from '../../testing/test-api.ts';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';
import { makeExport } from './make-export.ts';

describe('an export that a job makes', () => {
  let api: TestApi;
  let worker: Worker;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    worker = await startTestWorker(api.deps);
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });

  const call = (method: string, path: string, body?: object, { token } = ann) =>
    api.call(method, path, { token, ...(body && { body }) });
  const download = async (path: string, { token } = ann) => {
    const response = await api.app.request(path, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const start = async (file: string) => (await call('POST', '/v1/exports', { file })).body;
  const make = async (file: string) => {
    const { id, jobId } = await start(file);
    await untilEnded(api.deps, String(jobId));
    return (await call('GET', `/v1/exports/${id}`)).body;
  };
  const pieces = () => api.deps.admin<{ content: string }[]>`
    select content from app.export_pieces where organization_id = ${ann.organizationId} order by nth`;
  const event = async () =>
    api.deps.admin`
      select payload from app.events where organization_id = ${ann.organizationId} and type = 'export.made'`;
  const taken = async () =>
    api.deps.admin`
      select record_id as record, changes, source, actor ->> 'id' as by from app.audit_log
      where organization_id = ${ann.organizationId} and action = 'exported' order by id`;

  /** An export without its worker, and the job that would make it: `at` is called when a part was written. */
  const inHand = async (at: (part: number) => Promise<void> | void) => {
    const [made] = await api.deps.admin<{ id: string }[]>`
      insert into app.exports (organization_id, file, made_by, expires_at)
      values (${ann.organizationId}, 'full.json', ${ann.userId}, now() + interval '1 day') returning id`;
    const id = made?.id ?? '';
    const caller = callerOf(api.deps, ann);
    const ending = new AbortController();
    let writes = 0;
    const ctx: JobCtx = {
      ...caller,
      jobId: id,
      organizationId: ann.organizationId,
      signal: ending.signal,
      attempt: 1,
      read: (run) => readTogether(caller, 'data.export', run),
      write: async (run) => {
        const result = await writeIn(
          caller,
          'data.export',
          async () => undefined,
          (tx, organizationId) => run({ ...caller, tx, organizationId }),
        );
        // The first makes room for the file.
        if (writes > 0) await at(writes);
        writes += 1;
        return result;
      },
      progress: () => undefined,
    };
    return {
      id,
      run: () => makeExport(ctx, { exportId: id, file: 'full.json' }),
      end: () => ending.abort(new Error('Ended')),
    };
  };
  /** People enough for several parts. */
  const fill = () => api.deps.admin`
    insert into app.contacts (organization_id, name, notes)
    select ${ann.organizationId}, 'Person ' || n, repeat('Met at the fair. ', 600)
    from generate_series(1, 90) n`;

  it('is the very file that would be streamed, and tells how far it is', async () => {
    for (const name of ['Ада', 'Bo 🦊', '=Cy']) await sampleContact(api, ann.token, { name, companyName: 'Acme' });
    for (const file of ['contacts.csv', 'contacts.vcf', 'companies.csv', 'deals.csv'] as const) {
      const streamed = await download(`/v1/export/${file}`);
      const made = await make(file);
      const kept = await download(`/v1/exports/${made.id}/file`);
      expect([file, kept.text]).toEqual([file, streamed.text]);
      expect(kept.headers.get('content-type')).toBe(streamed.headers.get('content-type'));
      expect(kept.headers.get('content-disposition')).toBe(streamed.headers.get('content-disposition'));
      const rows = { 'contacts.csv': 3, 'contacts.vcf': 3, 'companies.csv': 1, 'deals.csv': 0 }[file];
      const size = Buffer.byteLength(streamed.text) + (file.endsWith('.csv') ? 3 : 0);
      expect(made).toMatchObject({ file, state: 'done', done: rows, total: rows, size, error: null });
    }
    const made = await make('full.json');
    const { tables } = JSON.parse((await download(`/v1/exports/${made.id}/file`)).text);
    expect(tables.contacts).toHaveLength(3);
    expect((await call('GET', '/v1/exports')).body.items.map((one) => Reflect.get(one, 'file'))).toEqual([
      'full.json',
      'deals.csv',
      'companies.csv',
      'contacts.vcf',
      'contacts.csv',
    ]);
  });

  it('is told as an event, and stands in the audit log when it is made and each time it is taken', async () => {
    const { id } = await make('full.json');
    expect((await event()).map(({ payload }) => payload)).toEqual([{ file: 'full.json' }]);
    await download(`/v1/exports/${id}/file`);
    const line = { record: ann.organizationId, changes: { file: [null, 'kith.json'] }, source: 'web', by: ann.userId };
    expect(await taken()).toEqual([line, line]);
  });

  it('is for whoever asked for it alone, and while they may take data away', async () => {
    const bo = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const { body } = await call('POST', '/v1/exports', { file: 'contacts.csv' }, bo);
    await untilEnded(api.deps, String(body.jobId));
    expect((await download(`/v1/exports/${body.id}/file`, bo)).status).toBe(200);
    for (const path of [`/v1/exports/${body.id}`, `/v1/exports/${body.id}/file`])
      expect((await call('GET', path)).status).toBe(404);
    expect((await call('DELETE', `/v1/exports/${body.id}`)).status).toBe(404);
    expect((await call('GET', '/v1/exports')).body.items).toEqual([]);
    const only = { name: 'Reads only', permissions: ['contacts.read'] };
    const role = (await call('POST', '/v1/roles', only)).body.id;
    await api.deps.admin`update app.memberships set role = ${role} where user_id = ${bo.userId}`;
    expect((await download(`/v1/exports/${body.id}/file`, bo)).status).toBe(403);
  });

  it('is nothing for programs nor for those who start no jobs', async () => {
    const permissions = ['data.export', 'contacts.read'];
    const { secret } = (await call('POST', '/v1/api-keys', { name: 'Key', permissions })).body;
    const viewer = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'viewer' });
    for (const token of [String(secret), viewer.token])
      expect((await api.call('POST', '/v1/exports', { token, body: { file: 'deals.csv' } })).status).toBe(403);
    expect(await api.deps.admin`select from app.exports where organization_id = ${ann.organizationId}`).toHaveLength(0);
    expect((await call('POST', '/v1/exports', { file: 'secrets.csv' })).status).toBe(422);
  });

  it('is begun once while it is under way, and takes the place of the one before', async () => {
    const first = await make('deals.csv');
    const again = await make('deals.csv');
    expect(again.id).not.toBe(first.id);
    expect((await call('GET', '/v1/exports')).body.items.map(({ id }) => id)).toEqual([again.id]);
    expect((await pieces()).length).toBe(1);
    await worker.stop();
    const [one, two] = [
      await call('POST', '/v1/exports', { file: 'deals.csv' }),
      await call('POST', '/v1/exports', { file: 'deals.csv' }),
    ];
    expect([one.status, two.status, two.body.id]).toEqual([201, 200, one.body.id]);
    const early = await download(`/v1/exports/${one.body.id}/file`);
    expect([early.status, JSON.parse(early.text).code]).toEqual([409, 'export_not_ready']);
    // Dropped, its job ends, and another can be begun.
    expect((await call('DELETE', `/v1/exports/${one.body.id}`)).status).toBe(204);
    expect((await call('GET', `/v1/jobs/${one.body.jobId}`)).body.state).toBe('cancelled');
    expect((await call('POST', '/v1/exports', { file: 'deals.csv' })).status).toBe(201);
    worker = await startTestWorker(api.deps);
  });

  it('shows one moment, however long it takes, in parts that fit into memory', async () => {
    await fill();
    const { id, run } = await inHand(async (part) => {
      if (part === 1) await sampleContact(api, ann.token, { name: 'Came later' });
    });
    await run();
    expect((await pieces()).length).toBeGreaterThan(2);
    expect(Math.max(...(await pieces()).map(({ content }) => content.length))).toBeLessThanOrEqual(256 * 1024);
    const { text } = await download(`/v1/exports/${id}/file`);
    expect(JSON.parse(text).tables.contacts).toHaveLength(90);
    expect(text).not.toContain('Came later');
  });

  it('is made anew by the next worker when the first has fallen', async () => {
    await fill();
    const job = await inHand((part) => {
      if (part === 2) job.end();
    });
    await expect(job.run()).rejects.toThrow('Ended');
    expect((await pieces()).length).toBe(2);
    expect((await call('GET', `/v1/exports/${job.id}`)).body).toMatchObject({ readyAt: null, size: null });
    const [{ jobId } = { jobId: '' }] = await api.deps.admin<{ jobId: string }[]>`
      insert into app.jobs (organization_id, kind, input, started_by)
      values (${ann.organizationId}, 'export.make', jsonb_build_object('exportId', ${job.id}::text, 'file', 'full.json'), ${ann.userId})
      returning id as "jobId"`;
    await untilEnded(api.deps, jobId);
    const { text } = await download(`/v1/exports/${job.id}/file`);
    expect(JSON.parse(text).tables.contacts).toHaveLength(90);
  });

  it('goes with the day, its text too', async () => {
    const made = await make('contacts.csv');
    const { readyAt, expiresAt } = z.object({ readyAt: z.string(), expiresAt: z.string() }).parse(made);
    const { id } = made;
    expect(Date.parse(expiresAt) - Date.parse(readyAt)).toBe(24 * 3_600_000);
    await api.deps
      .admin`update app.exports set expires_at = ${new Date(api.deps.now().getTime() - 1000)} where id = ${String(id)}`;
    expect((await download(`/v1/exports/${id}/file`)).status).toBe(404);
    expect(await dropExpired({ deps: api.deps, signal: new AbortController().signal })).toBeGreaterThan(0);
    expect(await pieces()).toEqual([]);
  });

  it('goes when a person of the organization is erased, also while it is being made', async () => {
    const bo = await createPerson(api.deps);
    const theirs = (await call('POST', '/v1/exports', { file: 'contacts.csv' }, bo)).body;
    await untilEnded(api.deps, String(theirs.jobId));
    await fill();
    const gone = await sampleContact(api, ann.token, { name: 'Erased Person' });
    const whole = await make('contacts.csv');
    const job = await inHand(async (part) => {
      if (part > 1) return;
      expect((await call('POST', `/v1/contacts/${gone}/erase`, { confirm: true })).status).toBe(200);
    });
    await expect(job.run()).rejects.toThrow();
    expect(await pieces()).toEqual([]);
    for (const id of [whole.id, job.id]) expect((await download(`/v1/exports/${id}/file`)).status).toBe(404);
    expect((await download(`/v1/exports/${theirs.id}/file`, bo)).status).toBe(200);
    // One that waits ends, too.
    await worker.stop();
    const { jobId } = await start('full.json');
    const other = await sampleContact(api, ann.token, { name: 'Another' });
    await call('POST', `/v1/contacts/${other}/erase`, { confirm: true });
    expect((await call('GET', `/v1/jobs/${jobId}`)).body.state).toBe('cancelled');
    worker = await startTestWorker(api.deps);
  });
});
