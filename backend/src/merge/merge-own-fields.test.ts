import { expect, it } from 'vitest';
import { createTestApi } from '../testing/test-api.ts';
import { createPerson } from '../testing/test-deps.ts';
import { mergeCalls } from './testing/merge-calls.ts';

it('keeps all options of both in own fields, leaves none behind without a value, and gives them back', async () => {
  const api = await createTestApi();
  const ann = await createPerson(api.deps);
  const { call, merge, undo, read, rows } = mergeCalls(
    () => api,
    () => ann,
  );
  const options = [{ label: 'Art' }, { label: 'Boats' }, { label: 'Chess' }];
  await call('POST', '/v1/custom-fields', { recordType: 'contact', name: 'Topics', type: 'multi_select', options });
  await call('POST', '/v1/custom-fields', { recordType: 'contact', name: 'Tier', type: 'text' });
  const person = async (name: string, fields: object) =>
    (await call('POST', '/v1/contacts', { name, fields })).body.contact.id;
  const winner = await person('Ada', { topics: ['art', 'boats'], tier: 'gold' });
  const loser = await person('Ada Prospect', { topics: ['boats', 'chess'] });
  const before = await rows();
  const { status, body } = await merge(winner, loser, { choices: { 'fields.tier': 'loser' } });
  expect(status).toBe(200);
  expect((await read(winner)).fields).toEqual({ topics: ['art', 'boats', 'chess'] });
  await undo(body.undoToken);
  expect(await rows()).toEqual(before);
  await api.close();
});
