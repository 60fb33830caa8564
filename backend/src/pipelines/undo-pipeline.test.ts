// What can be taken back after pipelines and their stages were changed or deleted.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('undo of a pipeline’s', () => {
  let api: TestApi;
  let ann: TestPerson;
  let path: string;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    const stages = [{ name: 'First', probability: 20 }, { name: 'Second' }, { name: 'Done', kind: 'won' }];
    path = `/v1/pipelines/${(await call('POST', '/v1/pipelines', { name: 'Repairs', stages })).body.id}`;
  });
  afterAll(() => api.close());

  const call = (method: string, at: string, body?: object, version?: number) =>
    api.call(method, at, {
      token: ann.token,
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
      ...(body === undefined ? {} : { body }),
    });
  const undo = (undoToken: string) => call('POST', '/v1/undo', { undoToken });
  const read = async () => (await call('GET', path)).body;
  const laidOut = async () => {
    const { name, position, stages } = await read();
    return { name, position, stages };
  };
  /** Id of a stage by its place. */
  const stageAt = async (place: number): Promise<string> => (await read()).stages[place]?.id ?? '';
  const change = async (part: string, body: object) =>
    (await call('PATCH', path + part, body, (await read()).version)).body;
  const addDeal = async (name: string, stageId: string) => (await call('POST', '/v1/deals', { name, stageId })).body.id;

  it('change is refused when somebody changed it again, and there is none of what changed nothing', async () => {
    const first = await stageAt(0);
    const renamed = await change('', { name: 'Mending', position: 0 });
    await change(`/stages/${first}`, { name: 'Seen' });
    expect((await undo(renamed.undoToken)).body).toMatchObject({ status: 409, code: 'undo_conflict' });
    expect(await laidOut()).toMatchObject({ name: 'Mending', position: 0 });
    expect((await change('', { name: 'Mending' })).undoToken).toBeNull();
    expect((await change(`/stages/${first}`, { name: 'Seen' })).undoToken).toBeNull();
  });

  it.each([
    ['name', (id: string) => change('', { name: `Other than ${id}` })],
    ['place', () => change('', { position: 0 })],
    ['stage', (id: string) => change(`/stages/${id}`, { name: 'Seen', kind: 'lost', position: 2 })],
    ['new stage', async () => (await call('POST', `${path}/stages`, { name: 'Third', position: 0 })).body],
  ])('%s gives back just what was', async (_, act) => {
    const before = await laidOut();
    const changed = await act(await stageAt(0));
    expect(await laidOut()).not.toEqual(before);
    expect((await undo(changed.undoToken)).body).toEqual({
      kind: 'pipeline.change',
      records: [{ type: 'pipeline', id: changed.id }],
      jobId: null,
    });
    expect(await laidOut()).toEqual(before);
  });

  it('stage that was taken away brings its deals back, but not those that went on', async () => {
    const before = await laidOut();
    const [first, second, done] = [await stageAt(0), await stageAt(1), await stageAt(2)];
    const [a, b, c] = [await addDeal('A', first), await addDeal('B', first), await addDeal('C', first)];
    const board = async () => {
      const { stages } = (await call('GET', `${path}/board?limit=25`)).body;
      return stages.map(({ deals }: { deals: { id: string }[] }) => deals.map(({ id }) => id));
    };
    const [old] = await board();
    const removed = (await call('DELETE', `${path}/stages/${first}?moveTo=${second}`)).body;
    await call('POST', `/v1/deals/${b}/move`, { stageId: done });
    expect((await undo(removed.undoToken)).status).toBe(200);
    expect(await laidOut()).toEqual(before);
    expect(old).toEqual(expect.arrayContaining([a, b, c]));
    expect(await board()).toEqual([old?.filter((id: string) => id !== b), [], [b]]);
    const events = await api.deps.admin<{ to: string }[]>`
      select payload ->> 'to' as to from app.events where subject_id = ${a} and type = 'deal.stage_changed' order by id`;
    expect(events.map(({ to }) => to)).toEqual([second, first]);
  });

  it('new stage is refused while a deal stands in it', async () => {
    const added = (await call('POST', `${path}/stages`, { name: 'Third', position: 0 })).body;
    await addDeal('A', await stageAt(0));
    expect((await undo(added.undoToken)).body).toMatchObject({ status: 409, code: 'undo_conflict' });
    expect((await read()).stages).toHaveLength(4);
  });

  it('deletion restores it', async () => {
    const deleted = (await call('DELETE', path)).body;
    expect((await call('DELETE', path)).body.undoToken).toBeNull();
    expect((await undo(deleted.undoToken)).status).toBe(200);
    expect((await read()).deletedAt).toBeNull();
  });
});
