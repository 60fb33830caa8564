// What people can rely on who rename an option that very many records have: the change is quick, and search follows in a job.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeAs } from '../db/tenant.ts';
import { startTestWorker, untilEnded } from '../jobs/testing/test-worker.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { partSize } from './run-option-job.ts';
import { mostAtOnce } from './update-field.ts';

describe('an option that very many records have', () => {
  let api: TestApi;
  let worker: Awaited<ReturnType<typeof startTestWorker>>;
  let ann: TestPerson;
  const many = mostAtOnce + 20;
  beforeAll(async () => {
    api = await createTestApi();
    worker = await startTestWorker(api.deps);
    ann = await createPerson(api.deps);
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });
  const call = (method: string, path: string, body?: object, version = 1) =>
    api.call(method, path, { token: ann.token, headers: { 'if-match': `${version}` }, ...(body && { body }) });
  const found = async (word: string) =>
    (await call('GET', `/v1/search?q=${word}&kinds=contact`)).body.groups.flatMap(({ hits }) => hits).length;
  const having = async (key: string, fieldKey: string) => {
    const where = { field: `fields.${fieldKey}`, op: 'any_of', value: [key] };
    const { body } = await call('POST', '/v1/views/ids', { resource: 'contacts', filter: { version: 1, where } });
    return z.object({ ids: z.array(z.string()) }).parse(body).ids.length;
  };

  it('is renamed at once, filters rightly meanwhile, and is found by its new name when the job has ended', async () => {
    const options = [
      { key: 'oak', label: 'Oakwood' },
      { key: 'elm', label: 'Elmwood' },
    ];
    const made = { recordType: 'contact', name: 'Timber', type: 'select', options };
    const field = (await call('POST', '/v1/custom-fields', made)).body;
    await api.deps.admin`
      insert into app.contacts (organization_id, name, fields)
      select ${ann.organizationId}, 'Person ' || n, jsonb_build_object(${field.key}::text, case when n <= 5 then 'elm' else 'oak' end)
      from generate_series(1, ${many} + 5) n`;
    await worker.stop();
    const renamed = [{ key: 'oak', label: 'Quercus' }, options[1]];
    const { status, body } = await call('PATCH', `/v1/custom-fields/${field.id}`, { options: renamed });
    expect([status, JSON.stringify(body.options)]).toEqual([200, expect.stringContaining('Quercus')]);
    expect([await having('oak', field.key), await having('elm', field.key)]).toEqual([many, 5]);
    expect([(await found('oakwood')) > 0, await found('quercus')]).toEqual([true, 0]);
    const [job] = (await call('GET', '/v1/jobs?kind=field.options')).body.items;
    const listed = (await call('GET', '/v1/custom-fields?recordType=contact')).body.items;
    expect([body.optionsJobId, listed.map(({ optionsJobId }) => optionsJobId)]).toEqual([job?.id, [job?.id]]);
    const member = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const theirs = await api.call('GET', `/v1/custom-fields/${field.id}`, { token: member.token });
    expect(theirs.body.optionsJobId).toBeNull();
    worker = await startTestWorker(api.deps);
    await untilEnded(api.deps, job?.id ?? '');
    expect((await call('GET', `/v1/jobs/${job?.id}`)).body).toMatchObject({
      ...{ state: 'done', done: many, total: many, result: { renewed: many } },
    });
    expect([await found('oakwood'), (await found('quercus')) > 0]).toEqual([0, true]);
    expect([await having('oak', field.key), await having('elm', field.key)]).toEqual([many, 5]);
    expect((await call('GET', `/v1/custom-fields/${field.id}`)).body.optionsJobId).toBeNull();
    // Few are renewed with the change.
    const few = await call(
      'PATCH',
      `/v1/custom-fields/${field.id}`,
      { options: [renamed[0], { key: 'elm', label: 'Ulmus' }] },
      2,
    );
    expect([few.status, (await found('ulmus')) > 0, few.body.optionsJobId]).toEqual([200, true, null]);
  });

  it('goes on where it was stopped, and nobody else moves it on', async () => {
    const options = [
      { key: 'ash', label: 'Ashwood' },
      { key: 'yew', label: 'Yewwood' },
    ];
    const made = { recordType: 'company', name: 'Timber', type: 'multi_select', options };
    const field = (await call('POST', '/v1/custom-fields', made)).body;
    await api.deps.admin`
      insert into app.companies (organization_id, name, fields)
      select ${ann.organizationId}, 'Firm ' || n,
        jsonb_build_object(${field.key}::text, case n % 3 when 0 then '["ash"]' when 1 then '["yew"]' else '["ash","yew"]' end::jsonb)
      from generate_series(1, ${many}) n`;
    await worker.stop();
    const renamed = options.map(({ key, label }) => ({ key, label: `${label} renamed` }));
    const { optionsJobId: id } = (await call('PATCH', `/v1/custom-fields/${field.id}`, { options: renamed })).body;
    const part = (by: TestPerson) =>
      writeAs(api.deps.sql, by.claims, (tx) => tx`select * from app.renew_search_of_options(${id ?? ''}, ${partSize})`);
    const admin = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'admin' });
    for (const other of [admin, await createPerson(api.deps)]) {
      await expect(part(other)).rejects.toMatchObject({ code: '42501' });
    }
    // As if a worker had come so far.
    expect(await part(ann)).toEqual([{ renewed: partSize, ended: false }]);
    const documents = () => api.deps.admin<{ id: string; version: string; renamed: boolean }[]>`
      select record_id as id, xmin::text as version, heading like '% renamed%' as renamed from app.search_documents
      where organization_id = ${ann.organizationId} and kind = 'company' order by record_id`;
    const before = await documents();
    expect(before.filter((one) => one.renamed)).toHaveLength(partSize);
    worker = await startTestWorker(api.deps);
    await untilEnded(api.deps, id ?? '');
    expect((await call('GET', `/v1/jobs/${id}`)).body).toMatchObject({
      state: 'done',
      done: many,
      result: { renewed: many },
    });
    const after = await documents();
    expect(after.every((one) => one.renamed)).toBe(true);
    // What was done stays as it is.
    expect(after.slice(0, partSize)).toEqual(before.slice(0, partSize));
  });
});
