import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleEmbed, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('search', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const ask = (query: string, { token = ann.token, more = '' } = {}) =>
    api.call('GET', `/v1/search?q=${encodeURIComponent(query)}${more}`, { token });
  const hits = async (query: string, as?: { token?: string; more?: string }) => {
    const { status, body } = await ask(query, as);
    expect(status).toBe(200);
    return body.groups.flatMap((group) => group.hits);
  };
  const titles = async (query: string, as?: { token?: string; more?: string }) =>
    (await hits(query, as)).map(({ title }) => title);
  const post = (path: string, body: object) => api.call('POST', path, { token: ann.token, body });
  const person = (name: string, more: object = {}) => sampleContact(api, ann.token, { name, ...more });

  it('finds people, companies, deals and messages in one answer, grouped, each with its record', async () => {
    const ada = await person('Ada Harbour', { companyName: 'Harbour Lights' });
    const deal = (await post('/v1/deals', { name: 'Harbour crane' })).body.id;
    const texts = { subject: 'Plans', body: 'Shall we meet at the harbour on Tuesday?' };
    const message = (await post('/v1/interactions', sampleMessage(ada, '1', texts))).body.interaction.id;
    const { body } = await ask('harb');
    expect(body.groups.map(({ kind, hits, more }) => [kind, hits.length, more])).toEqual(
      expect.arrayContaining([
        ['company', 1, false],
        ['deal', 1, false],
        ['contact', 1, false],
        ['message', 1, false],
      ]),
    );
    // Messages stand below what carries the name itself.
    expect(body.groups.at(-1)?.kind).toBe('message');
    const byKind = Object.fromEntries(body.groups.map(({ kind, hits: [first] }) => [kind, first]));
    expect(byKind['contact']).toMatchObject({
      id: ada,
      title: 'Ada Harbour',
      titleMatches: [{ start: 4, end: 8 }],
      subtitle: 'Harbour Lights',
      similar: false,
      record: { type: 'contact', id: ada },
    });
    expect(byKind['deal']?.record).toEqual({ type: 'deal', id: deal });
    const snippet = byKind['message']?.snippet;
    expect(byKind['message']).toMatchObject({ id: message, title: 'Plans', record: { type: 'contact', id: ada } });
    expect(snippet?.text).toContain('meet at the harbour');
    expect(snippet?.matches.map(({ start, end }) => snippet.text.slice(start, end))).toEqual(['harb']);
    const note = (
      await post('/v1/notes', { record: { type: 'deal', id: deal }, body: 'The harbourmaster **agreed**.' })
    ).body.id;
    const [written] = await hits('harbourm agreed', { more: '&kinds=note' });
    expect(written).toMatchObject({ id: note, title: 'Harbour crane', record: { type: 'deal', id: deal } });
    expect(written?.snippet?.matches).toHaveLength(2);
    expect((await ask('harb', { more: '&kinds=deal,message' })).body.groups.map(({ kind }) => kind)).toEqual([
      'deal',
      'message',
    ]);
  });

  it.each([
    ['José Núñez', ['jose', 'NUNEZ', 'josé', 'núñez'.normalize('NFD')]],
    ['Пётр Ёлкин', ['елкин', 'Ёлкин', 'ПЕТР', 'gtnh', 'ёлк']],
    ['Андрій Київський', ['андрій', 'андрии', 'київ']],
    ['Søren Łukasz', ['soren', 'lukasz']],
    ['Ada Prospect', ['фвф', 'prosp', 'ada pro', 'prospect ada']],
    ['王伟', ['王伟', '王']],
    ['مها الشمري', ['الشم', 'مها']],
  ])('finds %s by %j', async (name, queries) => {
    await person(name);
    await person('Somebody Else');
    for (const query of queries) expect([query, (await titles(query))[0]]).toEqual([query, name]);
  });

  it.each([
    ['Katherine Johnson', ['catherine', 'kathrine', 'johnsen', 'jonhson']],
    ['John Smith', ['jonh', 'smtih', 'john smiht']],
    ['Людмила Соколова', ['людмилла', 'соколва', 'скоколова']],
    ['Mississippi Ferries', ['missisippi', 'mississipi feries']],
  ])('forgives slips: %s by %j, and says so', async (name, queries) => {
    await person(name);
    await person('Boris Ivanov');
    for (const query of queries) {
      const found = await hits(query);
      expect([query, found[0]?.title, found[0]?.similar]).toEqual([query, name, true]);
    }
    expect(await titles('wxqzvk')).toEqual([]);
  });

  it('finds by parts of addresses and numbers, whatever the punctuation', async () => {
    const points = [
      { kind: 'email', value: 'Ada.Lake@acme.example' },
      { kind: 'phone', value: '+44 20 7946-0018' },
      { kind: 'telegram', value: '@ada_lake' },
    ];
    await person('Ada', { points });
    await person('Bo', { points: [{ kind: 'phone', value: '+49 30 1234567' }] });
    for (const query of ['lake@acme', 'ada.l', '794600', '7946 00', '020 7946 0018', '(20) 7946', '+44-20', '@ada_l']) {
      expect([query, await titles(query)]).toEqual([query, ['Ada']]);
    }
    expect(await titles('030 1234567')).toEqual(['Bo']);
    const [hit] = await hits('79460 01');
    expect(hit?.snippet).toEqual({ text: '+44 20 7946-0018', matches: [{ start: 7, end: 15 }] });
  });

  it('ranks names before what else holds the words, and whole names first', async () => {
    await person('Marlow Ada');
    await person('Bo', { title: 'Friend of ada' });
    await person('Ada');
    await person('Adamant');
    await person('Canada');
    expect(await titles('ada')).toEqual(['Ada', 'Adamant', 'Marlow Ada', 'Canada', 'Bo']);
  });

  it('limits each kind and says when there is more', async () => {
    for (let index = 0; index < 4; index += 1) await person(`Reed ${index}`);
    const few = (await ask('reed', { more: '&limit=3' })).body.groups[0];
    expect([few?.hits.length, few?.more]).toEqual([3, true]);
    const all = (await ask('reed', { more: '&limit=4' })).body.groups[0];
    expect([all?.hits.length, all?.more]).toEqual([4, false]);
  });

  it('answers an empty query with who was active last', async () => {
    await person('First');
    await person('Second');
    expect(await titles('')).toEqual(['Second', 'First']);
    expect(await titles('   ', { more: '&limit=1' })).toEqual(['Second']);
  });

  it('follows changes: renamed, deleted, restored, moved to another company', async () => {
    const id = await person('Oldname', { companyName: 'Quarry' });
    const headers = { 'if-match': '"1"' };
    const body = { name: 'Newname', companyName: 'Sawmill' };
    await api.call('PATCH', `/v1/contacts/${id}`, { token: ann.token, body, headers });
    expect(await titles('oldname', { more: '&kinds=contact' })).toEqual([]);
    expect(await titles('sawmill', { more: '&kinds=contact' })).toEqual(['Newname']);
    const { token } = ann;
    await api.call('DELETE', `/v1/contacts/${id}`, { token });
    expect(await titles('newname')).toEqual([]);
    await api.call('POST', `/v1/contacts/${id}/restore`, { token });
    expect(await titles('newname')).toEqual(['Newname']);
  });

  it('never lets a colleague find a message by what is hidden from them', async () => {
    const colleague = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const ada = await person('Ada');
    const log = (externalId: string, more: object) => post('/v1/interactions', sampleMessage(ada, externalId, more));
    await log('1', { subject: 'Zebra', body: 'Giraffe', visibility: 'metadata' });
    await log('2', { subject: 'Walrus', body: 'Ocelot', visibility: 'subject' });
    await log('3', { subject: 'Lemur', body: 'Gecko and ocelot', visibility: 'full' });
    for (const word of ['zebra', 'giraffe']) {
      expect(await titles(word)).toEqual(['Zebra']);
      expect(await titles(word, { token: colleague.token })).toEqual([]);
    }
    expect(await titles('ocelot')).toHaveLength(2);
    expect(await titles('ocelot', { token: colleague.token })).toEqual(['Lemur']);
    const [seen] = await hits('walrus', { token: colleague.token });
    expect([seen?.title, JSON.stringify(seen).includes('Ocelot')]).toEqual(['Walrus', false]);
  });

  it('stays within the organization and what a key may read', async () => {
    await person('Ada');
    await post('/v1/deals', { name: 'Ada deal' });
    const bob = await createPerson(api.deps);
    expect(await titles('ada', { token: bob.token })).toEqual([]);
    const embed = await sampleEmbed(api, ann.token);
    const { body } = await api.call('GET', '/v1/search?q=ada', {
      token: embed.token,
      headers: { origin: embed.origin },
    });
    expect(body.groups.map(({ kind }) => kind)).toEqual(['contact']);
  });

  it.each([
    '%',
    '_',
    '\\',
    '%_\\%',
    "'; drop table app.contacts; --",
    "a' | 'b",
    '!&|():*<->',
    '(((',
    '[a-z]*',
    '\u202Eevil',
    '👩‍👩‍👧‍👦',
    '🎉 ada',
    'x'.repeat(200),
    'a b c d e f g h i j k l m n o p q r s t u v w x y z',
  ])('answers %j without a defect', async (query) => {
    await person('Plain');
    expect(await titles(query)).toEqual([]);
  });

  it('takes wildcards as they are', async () => {
    await person('100% wool');
    expect(await titles('100%')).toEqual(['100% wool']);
    expect(await titles('1_0')).toEqual([]);
  });

  it.each([
    [`q=${'x'.repeat(10_000)}`, 'q'],
    ['q=%00', 'q'],
    ['q=a&limit=0', 'limit'],
    ['q=a&limit=21', 'limit'],
    ['q=a&kinds=contact,secret', 'kinds.1'],
  ])('refuses %s by name', async (query, path) => {
    const refused = await api.call('GET', `/v1/search?${query}`, { token: ann.token });
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_input', errors: [{ path }] } });
  });
});
