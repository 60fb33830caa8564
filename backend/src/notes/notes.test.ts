import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('notes', () => {
  let api: TestApi;
  let ann: TestPerson;
  let bob: TestPerson;
  let record: { type: string; id: string };
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    bob = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    record = { type: 'contact', id: await sampleContact(api, ann.token) };
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, { token }: { token: string } = ann) =>
    api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
  const write = (body: string, person = ann) => call('POST', '/v1/notes', { record, body }, person);
  const patch = (id: string, version: number, body: string, { token }: { token: string } = ann) =>
    api.call('PATCH', `/v1/notes/${id}`, { token, body: { body }, headers: { 'if-match': `"${version}"` } });
  const bodies = async (query = '') => (await call('GET', `/v1/notes${query}`)).body.items.map(({ body }) => body);
  const payloads = async (id: string) =>
    (await api.deps.admin`select type, payload from app.events where subject_id = ${id} order by id`).map((row) => [
      row['type'],
      row['payload'],
    ]);

  it('are written on any record, with mentions of members', async () => {
    const company = (await call('POST', '/v1/companies', { name: 'Acme' })).body.id;
    const deal = (await call('POST', '/v1/deals', { name: 'Stairs' })).body.id;
    const body = `Ask [@Bob](member:${bob.userId}) and again [@Bob](member:${bob.userId.toUpperCase()}).`;
    const note = (await write(body)).body;
    expect(note).toMatchObject({
      record: { ...record, name: 'Ada Prospect' },
      body,
      mentions: [bob.userId],
      authorId: ann.userId,
      version: 1,
    });
    expect(await payloads(note.id)).toEqual([['note.created', { record, mentions: [bob.userId] }]]);
    for (const [type, id] of [
      ['company', company],
      ['deal', deal],
    ]) {
      const made = await call('POST', '/v1/notes', { record: { type, id }, body: `On a ${type}` });
      expect(made.body.record).toMatchObject({ type, id });
      expect(await bodies(`?record=${type}:${id}`)).toEqual([`On a ${type}`]);
    }
  });

  it('are listed newest first, page by page', async () => {
    for (const body of ['One', 'Two', 'Three']) await write(body);
    const first = (await call('GET', `/v1/notes?record=contact:${record.id}&limit=2`)).body;
    expect(first.items.map(({ body }) => body)).toEqual(['Three', 'Two']);
    expect(await bodies(`?record=contact:${record.id}&limit=2&cursor=${first.nextCursor}`)).toEqual(['One']);
  });

  it('are changed by their author and by who manages, over the version that was read', async () => {
    const { id } = (await write('Hers', bob)).body;
    expect((await patch(id, 1, 'His own', bob)).body).toMatchObject({ body: 'His own', version: 2 });
    expect((await patch(id, 1, 'Late', bob)).status).toBe(412);
    expect((await patch(id, 2, 'By the owner')).body).toMatchObject({ body: 'By the owner', authorId: bob.userId });
    const hers = (await write('Hers')).body;
    expect(await patch(hers.id, 1, 'Taken', bob)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await call('DELETE', `/v1/notes/${hers.id}`, undefined, bob)).status).toBe(403);
    expect((await call('GET', `/v1/notes/${hers.id}`, undefined, bob)).body.body).toBe('Hers');
  });

  it('tell of new mentions only', async () => {
    const { id } = (await write(`[@Bob](member:${bob.userId})`)).body;
    await patch(id, 1, `[@Bob](member:${bob.userId}) and [@Ann](member:${ann.userId})`);
    expect((await payloads(id))[1]).toEqual(['note.updated', { changed: ['body'], mentioned: [ann.userId] }]);
  });

  it('go and come back', async () => {
    const { id } = (await write('Text')).body;
    await call('DELETE', `/v1/notes/${id}`);
    expect(await bodies()).toEqual([]);
    expect(await bodies('?deleted=true')).toEqual(['Text']);
    expect((await patch(id, 2, 'Never')).status).toBe(404);
    await call('POST', `/v1/notes/${id}/restore`);
    expect(await bodies()).toEqual(['Text']);
    const { undoToken } = (await call('DELETE', `/v1/notes/${id}`)).body;
    await call('POST', '/v1/undo', { undoToken });
    expect(await bodies()).toEqual(['Text']);
    expect((await payloads(id)).map(([type]) => type)).toEqual([
      'note.created',
      'note.deleted',
      'note.restored',
      'note.deleted',
      'note.restored',
    ]);
  });

  it('keep HTML and odd links as the text that they are', async () => {
    const body = '<script>alert(1)</script> [x](javascript:alert(1)) \u202eabc 👋🏽';
    expect((await write(body)).body.body).toBe(body);
  });

  it('are not taken empty, too long, on what is not here, or with mentions of strangers', async () => {
    const stranger = await createPerson(api.deps);
    expect((await write('  \n')).status).toBe(422);
    const long = await write('x'.repeat(100_000));
    expect([long.status, long.body.errors[0]]).toEqual([
      422,
      { path: 'body', code: 'too_big', message: 'A note holds 50,000 characters at most.' },
    ]);
    const mention = await write(`[@Eve](member:${stranger.userId})`);
    expect([mention.status, mention.body.errors[0]?.path]).toEqual([422, 'body']);
    const theirs = await sampleContact(api, stranger.token);
    const on = (id: string) => call('POST', '/v1/notes', { record: { type: 'contact', id }, body: 'Text' });
    expect((await on(theirs)).status).toBe(404);
    await call('DELETE', `/v1/contacts/${record.id}`);
    expect(await on(record.id)).toMatchObject({ status: 409, body: { code: 'record_deleted' } });
    expect(await bodies()).toEqual([]);
  });
});
