import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { sweepImports } from './sweep-imports.ts';
import { type ImportHouse, openImportHouse } from './testing/import-file.ts';

const aDay = 86_400_000;

describe('old imports', () => {
  let house: ImportHouse;
  let ann: TestPerson;
  beforeAll(async () => {
    house = await openImportHouse();
  });
  beforeEach(async () => {
    ann = await createPerson(house.api.deps);
  });
  afterAll(() => house.close());

  /** Sweeps as if so much time had passed. */
  const after = (ms: number) =>
    sweepImports({
      deps: { ...house.api.deps, now: () => new Date(Date.now() + ms) },
      signal: new AbortController().signal,
    });
  const call = (method: string, path: string) => house.api.call(method, path, { token: ann.token });
  const rows = async (id: string) => {
    const [count] = await house.api.deps.admin`
      select (select count(*) from app.import_rows where import_id = ${id})::int as rows,
        (select count(*) from app.import_records where import_id = ${id})::int as records`;
    return [count?.['rows'], count?.['records']];
  };

  it('can be undone for thirty days; then their rows go and their counts stay', async () => {
    const done = await house.importFile(ann, 'Name,Company\nAda,Acme\nBo,Brick\n');
    await after(29 * aDay);
    expect(await rows(done.id)).toEqual([2, 4]);
    await after(31 * aDay);
    expect(await rows(done.id)).toEqual([0, 0]);
    const { body } = await call('GET', `/v1/imports/${done.id}`);
    expect(body).toMatchObject({ state: 'done', counts: { create: 2 } });
    expect(body.emptiedAt).not.toBeNull();
    expect((await call('POST', `/v1/imports/${done.id}/undo`)).body.code).toBe('import_too_old');
    expect((await call('GET', `/v1/imports/${done.id}/preview`)).body.items).toEqual([]);
    expect((await call('GET', '/v1/contacts')).body.items).toHaveLength(2);
  });

  it('can be undone on the last day, and what an undo left is swept as well', async () => {
    const done = await house.importFile(ann, 'Name,Company\nAda,Acme\n');
    await after(29 * aDay);
    expect(await house.undo(ann, done.id)).toMatchObject({ state: 'undone', undoCounts: { undone: 2, left: 0 } });
    await after(31 * aDay);
    expect(await rows(done.id)).toEqual([0, 0]);
  });

  it('go whole after a week when nobody ran them', async () => {
    const { body: fresh } = await house.upload(ann, 'Name\nAda\n');
    const planned = await house.plan(ann, (await house.upload(ann, 'Name\nBo\n')).body.id);
    await after(6 * aDay);
    expect((await call('GET', '/v1/imports')).body.items).toHaveLength(2);
    await after(8 * aDay);
    expect((await call('GET', '/v1/imports')).body.items).toEqual([]);
    expect([await rows(fresh.id), await rows(planned.id)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('stay while a job works on them, and a sweep that was cut short is ended by the next', async () => {
    const done = await house.importFile(ann, 'Name\nAda\n');
    await house.api.deps.admin`update app.jobs set state = 'running' where id = ${done.job?.id ?? ''}`;
    await after(31 * aDay);
    expect(await rows(done.id)).toEqual([1, 1]);
    await house.api.deps.admin`update app.jobs set state = 'done' where id = ${done.job?.id ?? ''}`;
    const stopped = new AbortController();
    stopped.abort();
    const deps = { ...house.api.deps, now: () => new Date(Date.now() + 31 * aDay) };
    await sweepImports({ deps, signal: stopped.signal });
    expect(await rows(done.id)).toEqual([1, 1]);
    expect((await call('POST', `/v1/imports/${done.id}/undo`)).body.code).toBe('import_too_old');
    await after(0);
    expect(await rows(done.id)).toEqual([0, 0]);
  });

  it('leave no files: one that a crash left goes after a day', async () => {
    const folder = join(house.api.deps.env.home, 'uploads');
    await mkdir(folder, { recursive: true });
    for (const name of ['old', 'new']) await writeFile(join(folder, name), 'Name\nAda\n');
    const before = new Date(Date.now() - 2 * aDay);
    await utimes(join(folder, 'old'), before, before);
    await after(0);
    expect(await readdir(folder)).toEqual(['new']);
  });
});
