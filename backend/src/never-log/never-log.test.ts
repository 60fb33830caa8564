import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('messages that are not logged', () => {
  let api: TestApi;
  let owner: TestPerson;
  let ann: TestPerson;
  let bob: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    owner = await createPerson(api.deps);
    ann = await createPerson(api.deps, { organizationId: owner.organizationId, role: 'member' });
    bob = await createPerson(api.deps, { organizationId: owner.organizationId, role: 'member' });
  });
  afterAll(() => api.close());
  let nth = 0;
  const call = (person: TestPerson, method: string, path: string, body?: object) =>
    api.call(method, path, { token: person.token, ...(body ? { body } : {}) });
  const contactWith = (kind: string, value: string) =>
    sampleContact(api, owner.token, { name: 'Some Body', points: [{ kind, value }] });
  const log = (person: TestPerson, contact: string) => {
    nth += 1;
    return call(person, 'POST', '/v1/interactions', sampleMessage(contact, `n${nth}`));
  };
  const add = (person: TestPerson, list: string, address: string) => call(person, 'POST', `/v1/${list}`, { address });
  const remove = (person: TestPerson, list: string, id: string) => call(person, 'DELETE', `/v1/${list}/${id}`);

  it('are those of a person’s own list, for that person alone', async () => {
    const mother = await contactWith('email', 'Mother@Family.example');
    const added = await add(ann, 'never-log', 'MAILTO:mother@family.example');
    expect(added).toMatchObject({ status: 201, body: { kind: 'email', value: 'mother@family.example' } });
    expect(await log(ann, mother)).toMatchObject({
      status: 403,
      body: { code: 'never_logged', list: 'never_log', detail: expect.stringContaining('your never-log list') },
    });
    expect((await log(bob, mother)).status).toBe(201);
    expect((await call(bob, 'GET', '/v1/never-log')).body.items).toEqual([]);
    expect((await remove(bob, 'never-log', added.body.id)).status).toBe(404);
    expect((await remove(ann, 'never-log', added.body.id)).status).toBe(200);
    expect((await log(ann, mother)).status).toBe(201);
  });

  it('are those of protected recipients, for everybody, keys too', async () => {
    const lawyer = await contactWith('email', 'partner@mail.law.example');
    const namesake = await contactWith('email', 'partner@outlaw.example');
    const added = await add(owner, 'protected-recipients', '@law.example');
    expect(added.body).toMatchObject({ kind: 'domain', value: 'law.example' });
    const made = await call(owner, 'POST', '/v1/api-keys', {
      name: 'Mail',
      permissions: ['contacts.read', 'interactions.write', 'interactions.read'],
    });
    for (const token of [owner.token, ann.token, String(made.body.secret)]) {
      const body = sampleMessage(lawyer, 'to a lawyer', { channel: 'telegram' });
      const reply = await api.call('POST', '/v1/interactions', { token, body });
      expect(reply).toMatchObject({ status: 403, body: { code: 'never_logged', list: 'protected_recipients' } });
    }
    expect((await log(ann, namesake)).status).toBe(201);
    expect((await call(ann, 'GET', '/v1/protected-recipients')).body.items).toHaveLength(1);
    expect((await add(ann, 'protected-recipients', 'doctor.example')).status).toBe(403);
    expect((await remove(ann, 'protected-recipients', added.body.id)).status).toBe(403);
    await remove(owner, 'protected-recipients', added.body.id);
    expect((await log(ann, lawyer)).status).toBe(201);
  });

  it.each([
    ['phone', '+49 30 1234567', '+49301234567'],
    ['telegram', '@Doctor_Who', 'doctor_who'],
    ['linkedin', 'https://www.linkedin.com/in/ada-prospect/', 'ada-prospect'],
  ])('are told by %s', async (kind, written, value) => {
    const contact = await contactWith(kind, written);
    expect((await add(ann, 'never-log', written)).body).toMatchObject({ kind, value });
    expect((await log(ann, contact)).body.code).toBe('never_logged');
  });

  it('do not take the others of a batch with them', async () => {
    const doctor = await contactWith('email', 'praxis@doctor.example');
    const client = await contactWith('email', 'client@acme.example');
    await add(owner, 'protected-recipients', 'doctor.example');
    const items = [sampleMessage(client, 'b1'), sampleMessage(doctor, 'b2'), sampleMessage(client, 'b3')];
    const { status, body } = await call(ann, 'POST', '/v1/interactions/batch', { items });
    expect(status).toBe(200);
    expect(body.items.map(({ created }) => created)).toEqual([true, false, true]);
    expect(body.items[1]).toMatchObject({
      refused: { code: 'never_logged', list: 'protected_recipients' },
    });
    expect((await call(ann, 'GET', `/v1/contacts/${doctor}/interactions`)).body.items).toEqual([]);
    expect((await call(ann, 'GET', `/v1/contacts/${client}/interactions`)).body.items).toHaveLength(2);
  });

  it('cannot be brought back once forgotten, while what was logged before stays', async () => {
    const friend = await contactWith('email', 'friend@home.example');
    const message = sampleMessage(friend, 'kept');
    const kept = (await call(ann, 'POST', '/v1/interactions', message)).body.interaction.id;
    await add(ann, 'never-log', 'home.example');
    expect((await call(ann, 'GET', `/v1/contacts/${friend}/interactions`)).body.items).toHaveLength(1);
    await call(ann, 'DELETE', `/v1/interactions/${kept}`);
    expect((await call(ann, 'POST', '/v1/interactions', message)).body.code).toBe('never_logged');
  });

  it('are refused by the database itself, whoever writes', async () => {
    const union = await contactWith('email', 'rep@union.example');
    await add(owner, 'protected-recipients', 'union.example');
    const { admin } = api.deps;
    const insert = admin`
      insert into app.interactions (organization_id, contact_id, channel, direction, external_id, occurred_at)
      values (${owner.organizationId}, ${union}, 'email', 'inbound', 'by hand', now())`;
    await expect(insert).rejects.toMatchObject({ code: 'KT080', detail: 'protected_recipients' });
  });

  it('can be listed once, taken back and undone', async () => {
    const first = await add(ann, 'never-log', 'once.example');
    const again = await add(ann, 'never-log', '*.ONCE.example');
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id, undoToken: null } });
    const undo = (undoToken: string | null) => call(ann, 'POST', '/v1/undo', { undoToken });
    const values = async () =>
      (await call(ann, 'GET', '/v1/never-log')).body.items.map((item) => Reflect.get(item, 'value'));
    const removed = await remove(ann, 'never-log', first.body.id);
    expect(await values()).not.toContain('once.example');
    expect((await undo(removed.body.undoToken)).status).toBe(200);
    expect(await values()).toContain('once.example');
    const added = await add(owner, 'protected-recipients', 'undone.example');
    expect((await call(owner, 'POST', '/v1/undo', { undoToken: added.body.undoToken })).status).toBe(200);
    expect(JSON.stringify((await call(owner, 'GET', '/v1/protected-recipients')).body)).not.toContain('undone.example');
  });

  it.each(['', 'no domain', 'localhost', 'a@', '+1', 'https://acme.example/x'])(
    'cannot be told by %j',
    async (address) => {
      const reply = await add(ann, 'never-log', address);
      expect(reply).toMatchObject({ status: 422, body: { code: 'invalid_input', errors: [{ path: 'address' }] } });
    },
  );
});
