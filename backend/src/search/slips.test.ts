import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleEmbed, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('slips in the words of texts', () => {
  let api: TestApi;
  let ann: TestPerson;
  let ada: string;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    ada = await sampleContact(api, ann.token, { name: 'Ada' });
  });
  afterAll(() => api.close());

  const call = async (method: string, path: string, body?: object, token = ann.token) => {
    const reply = await api.call(method, path, { token, ...(body && { body }) });
    if (reply.status >= 300) throw new Error(`Answered with ${reply.status} ${reply.body.detail}`);
    return reply.body;
  };
  const log = (externalId: string, more: object) =>
    call('POST', '/v1/interactions', sampleMessage(ada, externalId, more));
  const note = (body: string, record: object = { type: 'contact', id: ada }) =>
    call('POST', '/v1/notes', { record, body });
  const hits = async (query: string, token = ann.token) =>
    (await call('GET', `/v1/search?q=${encodeURIComponent(query)}`, undefined, token)).groups.flatMap(
      (group) => group.hits,
    );
  const ids = async (query: string, token?: string) => (await hits(query, token)).map(({ id }) => id);
  const known = async (word: string) => {
    const found = await api.deps.admin`
      select from app.search_lexicon where organization_id = ${ann.organizationId} and word = ${word}`;
    return found.count;
  };

  const long = 'Please read this to its end, for it is long enough that no heading holds it whole. '.repeat(4);

  it.each([
    ['Our agreement about the harbour ends on Friday', ['agrement', 'harbor', 'agreemnet hrabour', 'firday agreement']],
    ['The recommendation reached the accommodation office', ['recomendasion', 'acommodattion', 'ofice']],
    ['Договор о поставке подписан', ['догвор', 'постваке']],
    ['Réunion à Genève demain', ['geneva', 'genve', 'reunoin']],
  ])('are forgiven in a message and in a note: %s', async (text, queries) => {
    const { interaction } = await log('1', { subject: 'Hello', body: text });
    const { id } = await note(long + text);
    for (const query of queries) {
      const found = await hits(query);
      expect([query, found.map((hit) => hit.id).sort()]).toEqual([query, [interaction.id, id].sort()]);
      expect(found.every(({ similar }) => similar)).toBe(true);
    }
    expect(await ids('wxqzvkjy')).toEqual([]);
  });

  it('are forgiven in the last word while it is typed, if a letter behind them stands there', async () => {
    const { interaction } = await log('1', { subject: 'Hello', body: 'The quarterly report of the northern branch' });
    for (const query of [
      'quartr',
      'qurater',
      'quaarte',
      'qusrterl',
      'xuarte',
      'branch quartre',
      'quartely re',
      'nrothe',
    ]) {
      expect([query, await ids(query)]).toEqual([query, [interaction.id]]);
    }
    // Of a wrong last letter there is no telling; other words are taken for whole; and four letters are too few.
    for (const query of ['quartx', 'quartr branch', 'qurt']) expect([query, await ids(query)]).toEqual([query, []]);
    const russian = await note('Договорённости о поставке');
    expect(await ids('дгово')).toEqual([russian.id]);
  });

  it.each([
    ['quartr', ['Quarter']],
    ['qarterly', ['Quarterly']],
    ['recomendasion quarte', ['Recommendation', 'Quarte']],
    ['agreemnt quartr', ['agreement', 'Quarter']],
  ])('show the words that were found, as deep as they stand: %s', async (query, marked) => {
    const body = `${'Nothing of it here, nor of its like. '.repeat(40)}Quarterly Recommendation, agreement on tea.`;
    await log('1', { subject: 'Hello', body });
    await note(`${long}${body}`);
    const found = await hits(query);
    expect(found).toHaveLength(2);
    for (const { snippet, similar } of found) {
      expect(similar).toBe(true);
      const text = snippet?.text ?? '';
      const shown = (snippet?.matches ?? []).map(({ start, end }) => text.slice(start, end));
      expect(shown.toSorted()).toEqual(marked.toSorted());
    }
  });

  it('are marked in a subject, and tell nothing of the database’s', async () => {
    await log('1', { subject: 'The quarterly report', body: 'Hello' });
    const [hit, ...others] = await hits('quartr');
    expect(others).toEqual([]);
    expect(hit?.titleMatches.map(({ start, end }) => hit.title.slice(start, end))).toEqual(['quarter']);
    expect(Object.keys(hit ?? {}).toSorted()).toEqual(
      ['kind', 'id', 'similar', 'title', 'subtitle', 'record', 'at', 'titleMatches', 'snippet'].toSorted(),
    );
  });

  it('give what is written so first, and nothing else where there is enough of it', async () => {
    const { interaction } = await log('1', { body: 'Please send the form' });
    await log('2', { body: 'We come from afar' });
    const few = await hits('form');
    expect(few.map(({ id, similar }) => [id === interaction.id, similar])).toEqual([
      [true, false],
      [false, true],
    ]);
    await log('3', { body: 'The form again' });
    await log('4', { body: 'A form at last' });
    expect((await hits('form')).map(({ similar }) => similar)).toEqual([false, false, false]);
  });

  it('leave short words and numbers alone', async () => {
    await log('1', { body: 'Invoice 4711abc for the tea' });
    expect(await ids('4712abc')).toEqual([]);
    expect(await ids('tee')).toEqual([]);
    expect(await ids('invoise tea')).toHaveLength(1);
  });

  it('find for a colleague only what the message’s level lets them see, whatever stands elsewhere', async () => {
    const colleague = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    await log('1', { subject: 'Hello', body: 'Zanzibar', visibility: 'subject' });
    await log('2', { subject: 'Takeover', body: 'Hello', visibility: 'metadata' });
    for (const query of ['zanzibra', 'takeovr', 'zanizb']) {
      expect([query, (await ids(query)).length, await ids(query, colleague.token)]).toEqual([query, 1, []]);
    }
    // A word that stands as asked for in what is hidden does not hide what one slip away may be seen.
    const open = await log('3', { subject: 'Hello', body: 'Zanzibra', visibility: 'full' });
    expect(await ids('zanzibar', colleague.token)).toEqual([open.interaction.id]);
    const [shown] = await hits('zanzobra', colleague.token);
    expect(shown?.snippet).toEqual({ text: 'Zanzibra', matches: [{ start: 0, end: 8 }] });
    const stranger = await createPerson(api.deps);
    expect(await ids('zanzibra', stranger.token)).toEqual([]);
  });

  it('find for whoever is narrowed only what they reach', async () => {
    const mine = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    await api.deps.admin`update app.memberships set reach = 'own' where user_id = ${mine.userId}`;
    await note(`${long} Zanzibar`);
    const own = await sampleContact(api, mine.token, { name: 'Own' });
    const body = `${long} Mombasa`;
    const { id } = await call('POST', '/v1/notes', { record: { type: 'contact', id: own }, body }, mine.token);
    expect([await ids('zanzibra'), await ids('zanzibra', mine.token)].map(({ length }) => length)).toEqual([1, 0]);
    expect(await ids('mombsa', mine.token)).toEqual([id]);
  });

  it('forget a word with the last text it stood in: changed, purged, erased', async () => {
    const first = await note('Quicksilver');
    await note('Quicksilver and marzipan');
    await log('1', { subject: 'Hello', body: 'Tourmaline quicksilver' });
    expect([await known('quicksilver'), await known('marzipan'), await known('tourmaline')]).toEqual([1, 1, 1]);
    const headers = { 'if-match': '"1"' };
    await api.call('PATCH', `/v1/notes/${first.id}`, { token: ann.token, body: { body: 'Pyrite' }, headers });
    expect([await known('quicksilver'), await known('pyrite')]).toEqual([1, 1]);
    await api.deps.admin`delete from app.notes where id = ${first.id}`;
    expect([await known('quicksilver'), await known('pyrite')]).toEqual([1, 0]);
    await call('POST', `/v1/contacts/${ada}/erase`, { confirm: true });
    expect([await known('quicksilver'), await known('marzipan'), await known('tourmaline')]).toEqual([0, 0, 0]);
  });

  describe('and long texts in own fields', () => {
    const story = `${'Once there was a quiet lighthouse. '.repeat(200)}Then came a théodolite merchant.`;

    it('are found to their end, with the name, in lists, with a slip, and shown where they match', async () => {
      for (const [recordType, path, name] of [
        ['contact', 'contacts', 'Bela Moor'],
        ['company', 'companies', 'Moor Works'],
        ['deal', 'deals', 'Moor crane'],
      ]) {
        await call('POST', '/v1/custom-fields', { recordType, name: 'Story', type: 'text' });
        await call('POST', `/v1/${path}`, { name, fields: { story } });
      }
      const titles = async (query: string) => (await hits(query)).map(({ title }) => title).sort();
      for (const query of ['theodolite', 'theodol moor', 'merchant', 'theodolit merchnat']) {
        expect([query, await titles(query)]).toEqual([query, ['Bela Moor', 'Moor Works', 'Moor crane']]);
      }
      const [hit] = await hits('bela theodol');
      expect(hit?.snippet?.text).toContain('théodolite merchant');
      expect(hit?.similar).toBe(false);
      const listed = await call('GET', '/v1/contacts?search=moor%20merchant');
      expect(listed.items.map(({ name }) => name)).toEqual(['Bela Moor']);
      expect(await known('theodolite')).toBe(1);
    });

    it('are not for a key that may not read own fields', async () => {
      await call('POST', '/v1/custom-fields', { recordType: 'contact', name: 'Story', type: 'text' });
      await call('POST', '/v1/contacts', { name: 'Bela Moor', fields: { story } });
      const embed = await sampleEmbed(api, ann.token);
      const ask = (path: string) =>
        api.call('GET', path, { token: embed.token, headers: { origin: embed.origin } }).then(({ body }) => body);
      for (const query of ['theodolite', 'theodolit', 'bela%20merchant']) {
        expect((await ask(`/v1/search?q=${query}`)).groups).toEqual([]);
        expect((await ask(`/v1/contacts?search=${query}`)).items).toEqual([]);
      }
      expect((await ask('/v1/search?q=bela')).groups).toHaveLength(1);
    });
  });
});
