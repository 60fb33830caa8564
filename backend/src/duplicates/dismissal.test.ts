import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRow } from '../merge/testing/every-row.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { duplicatesOf } from './testing/duplicates-of.ts';

describe('duplicates that somebody dismissed', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());

  it('stay away until somebody takes it back', async () => {
    const { contact, pairs, dismiss, call } = await duplicatesOf(api);
    const ids = [
      await contact({ name: 'Ada', companyName: 'Acme' }),
      await contact({ name: 'Ada', companyName: 'Acme' }),
    ];
    const said = await dismiss(ids.toReversed());
    expect(said.status).toBe(200);
    expect(await pairs()).toEqual([]);
    const again = (await dismiss(ids)).body;
    expect([again.id, again.undoToken]).toEqual([said.body.id, null]);
    await call('PATCH', `/v1/contacts/${ids[0]}`, { title: 'CTO' }, { 'if-match': '"1"' });
    expect(await pairs()).toEqual([]);
    const { items } = (await call('GET', '/v1/duplicates/dismissed?kind=contacts')).body;
    expect(items.map(({ first, second }) => [first.id, second.id])).toEqual([ids.toSorted()]);
    const body = { kind: 'contacts', ids };
    expect((await call('POST', '/v1/duplicates/restore', body)).body.restored).toBe(true);
    expect((await call('POST', '/v1/duplicates/restore', body)).body.restored).toBe(false);
    expect(await pairs()).toHaveLength(1);
  });

  it('come back with the undo, leave events and lines in the audit log', async () => {
    const { company, pairs, dismiss, call, person } = await duplicatesOf(api);
    const ids = [await company({ name: 'Acme' }), await company({ name: 'Acme' })];
    const { body } = await dismiss(ids, 'companies');
    expect(await pairs('companies')).toEqual([]);
    expect((await call('POST', '/v1/undo', { undoToken: body.undoToken })).status).toBe(200);
    expect(await pairs('companies')).toHaveLength(1);
    const events = await api.deps.admin`
      select type, payload from app.events
      where organization_id = ${person.organizationId} and subject_type = 'duplicate' order by id`;
    const payload = { recordType: 'company', ids: ids.toSorted() };
    expect(events.map((event) => ({ ...event }))).toEqual([
      { type: 'duplicate.dismissed', payload },
      { type: 'duplicate.restored', payload },
    ]);
    const log = (await call('GET', '/v1/audit?resource=duplicate')).body.items;
    expect(log.map(({ action }) => action)).toEqual(['deleted', 'created']);
  });

  it('follow the survivor of a merge, and stand as before after its undo', async () => {
    const { contact, pairs, dismiss, call, person } = await duplicatesOf(api);
    const ada = () => contact({ name: 'Ada', companyName: 'Acme' });
    const ids = [await ada(), await ada(), await ada(), await ada()].toSorted();
    const at = (nth: number) => ids[nth] ?? '';
    // The highest is none of the others; merging the second into it turns the pair around.
    await dismiss([at(0), at(1)]);
    await dismiss([at(1), at(2)]);
    await dismiss([at(1), at(3)]);
    await dismiss([at(2), at(3)]);
    const before = await everyRow(api.deps, person.organizationId);
    const into = { winnerId: at(3), loserId: at(1) };
    const { undoToken } = (await call('POST', '/v1/contacts/merge', into)).body;
    expect(await pairs()).toEqual([[at(0), at(2)]]);
    expect((await call('POST', '/v1/undo', { undoToken })).status).toBe(200);
    expect(await everyRow(api.deps, person.organizationId)).toEqual(before);
  });

  it('must be two live records of one’s own, and not for viewers', async () => {
    const { contact, dismiss, person } = await duplicatesOf(api);
    const stranger = await (await duplicatesOf(api)).contact({ name: 'Ada' });
    const one = await contact({ name: 'Ada' });
    const gone = await contact({ name: 'Ada' });
    await api.call('DELETE', `/v1/contacts/${gone}`, { token: person.token });
    const refused = async (ids: string[]) => {
      const { status, body } = await dismiss(ids);
      return [status, body.code];
    };
    expect(await refused([one, stranger])).toEqual([404, 'not_found']);
    expect(await refused([one, gone])).toEqual([409, 'record_deleted']);
    expect(await refused([one, one.toUpperCase()])).toEqual([422, 'invalid_input']);
  });
});
