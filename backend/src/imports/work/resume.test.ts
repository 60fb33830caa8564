import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readIn, writeIn } from '../../http/transaction.ts';
import type { JobCtx } from '../../jobs/job-ctx.ts';
import { callerOf } from '../../jobs/testing/test-worker.ts';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';
import { type ImportHouse, openImportHouse } from '../testing/import-file.ts';
import { batchSize } from './rows-of-import.ts';
import { runImport } from './run-import.ts';
import { undoImport } from './undo-import.ts';

describe('an import that ends early', () => {
  let house: ImportHouse;
  let ann: TestPerson;
  let id: string;
  const rows = batchSize * 2 + 10;
  beforeAll(async () => {
    house = await openImportHouse();
  });
  afterAll(() => house.close());

  /** A job that is ended once so many things are done. */
  const jobThatEnds = (atDone: number): JobCtx => {
    const { deps } = house.api;
    const caller = { ...callerOf(deps, ann), source: 'import' as const };
    const ending = new AbortController();
    return {
      ...caller,
      jobId: id,
      organizationId: ann.organizationId,
      signal: ending.signal,
      attempt: 1,
      read: (run) => readIn(caller, 'imports.run', run),
      write: (run) =>
        writeIn(
          caller,
          'imports.run',
          async () => undefined,
          (tx, organizationId) => run({ ...caller, tx, organizationId }),
        ),
      progress: (done) => {
        if (done >= atDone) ending.abort(new Error('Told to end'));
      },
    };
  };
  const live = async () => {
    const [row] = await house.api.deps.admin`
      select count(*)::int as count from app.contacts
      where organization_id = ${ann.organizationId} and deleted_at is null`;
    return row?.['count'];
  };
  const doneRows = async () => {
    const [row] = await house.api.deps.admin`
      select count(*) filter (where done)::int as count from app.import_rows where import_id = ${id}`;
    return row?.['count'];
  };

  beforeEach(async () => {
    ann = await createPerson(house.api.deps);
    // The last ten repeat the first ten.
    const lines = Array.from({ length: rows }, (_, at) => {
      const nth = at % (batchSize * 2);
      return `Person ${nth},p${nth}@people.example,Firm ${nth % 50}`;
    });
    ({ id } = (await house.upload(ann, ['Name,Email,Company', ...lines].join('\n'))).body);
    const planned = await house.plan(ann, id);
    expect(planned.counts).toMatchObject({ create: batchSize * 2, skip: 10 });
    await house.api.deps.admin`update app.imports set state = 'running' where id = ${id}`;
  }, 60_000);

  it('goes on where it was, and makes nobody twice', async () => {
    await expect(runImport(jobThatEnds(batchSize), { importId: id })).rejects.toThrow('Told to end');
    expect([await live(), await doneRows()]).toEqual([batchSize, batchSize]);
    const done = await house.run(ann, id);
    expect(done).toMatchObject({ state: 'done', counts: { create: batchSize * 2, update: 0, skip: 10, invalid: 0 } });
    expect(await live()).toBe(batchSize * 2);
  }, 60_000);

  it('can be undone as far as it came, and an undo that ends early goes on, too', async () => {
    await expect(runImport(jobThatEnds(batchSize), { importId: id })).rejects.toThrow('Told to end');
    await house.api.deps.admin`update app.imports set state = 'undoing' where id = ${id}`;
    await expect(undoImport(jobThatEnds(batchSize), { importId: id })).rejects.toThrow('Told to end');
    expect(await live()).toBe(0);
    const undone = await house.undo(ann, id);
    expect(undone).toMatchObject({ state: 'undone', undoCounts: { undone: batchSize + 50, left: 0 } });
  }, 60_000);

  it('sends one live message a statement, however many people it makes', async () => {
    const told = async () => {
      const [row] = await house.api.deps.admin`
        select count(*)::int as count from realtime.messages where topic = ${`org:${ann.organizationId}:contacts`}`;
      return Number(row?.['count']);
    };
    await house.run(ann, id);
    expect(await told()).toBeLessThan(20);
  }, 60_000);
});
