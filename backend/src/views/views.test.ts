import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actIn } from '../db/act-in.ts';
import { readAs } from '../db/tenant.ts';
import { personIn } from '../http/context.ts';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { ViewFields } from './schema.ts';
import { inSegment, segmentContacts } from './segment.ts';

const filter = (where: unknown) => ({ version: 1, where });

describe('views', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const as =
    (person: TestPerson) =>
    (method: string, path: string, body?: object, version = 1) =>
      api.call(method, path, {
        token: person.token,
        headers: { 'if-match': `"${version}"` },
        ...(body === undefined ? {} : { body }),
      });
  const call = (method: string, path: string, body?: object, version = 1) => as(ann)(method, path, body, version);
  const person = async (name: string, more: object = {}) =>
    (await call('POST', '/v1/contacts', { name, ...more })).body.contact.id;
  const save = (body: object, who = ann) =>
    as(who)('POST', '/v1/views', { name: 'View', resource: 'contacts', ...body });
  const preview = (body: object) => call('POST', '/v1/views/preview', { resource: 'contacts', ...body });
  const found = async (where: unknown, more: object = {}) => {
    const { status, body } = await preview({ filter: filter(where), sort: [{ field: 'name' }], ...more });
    expect([status, body.errors]).toEqual([200, undefined]);
    return body.items.map(({ name }) => name);
  };
  const colleague = (role: 'admin' | 'member' | 'viewer') =>
    createPerson(api.deps, { organizationId: ann.organizationId, role });

  it('are saved, read, changed, deleted, restored and told of', async () => {
    const where = {
      any: [{ field: 'name', op: 'contains', value: 'ada' }, { all: [{ field: 'title', op: 'is_empty' }] }],
    };
    const made = await save({
      name: ' Hot ',
      filter: filter(where),
      columns: ['name', 'email'],
      zone: 'Europe/Berlin',
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'Hot',
        form: 'list',
        filter: filter(where),
        shared: false,
        ownerId: ann.userId,
        problems: [],
        version: 1,
      },
    });
    const path = `/v1/views/${made.body.id}`;
    const { undoToken, ...view } = made.body;
    expect(undoToken).not.toBe('');
    expect((await call('GET', path)).body).toEqual(view);
    expect((await call('PATCH', path, { name: 'Hot' })).body.version).toBe(1);
    const changed = await call('PATCH', path, { name: 'Hotter', shared: true, form: 'sheet' });
    expect(changed.body).toMatchObject({
      name: 'Hotter',
      shared: true,
      form: 'sheet',
      version: 2,
      filter: filter(where),
    });
    expect((await call('PATCH', path, { name: 'X' })).status).toBe(412);
    const deleted = await call('DELETE', path);
    expect((await call('DELETE', path)).body).toEqual({ ...deleted.body, undoToken: null });
    expect([
      (await call('GET', `${path}/records`)).status,
      (await call('PATCH', path, { name: 'X' }, 3)).status,
    ]).toEqual([404, 404]);
    expect((await call('GET', '/v1/views')).body.items).toEqual([]);
    expect((await call('GET', '/v1/views?deleted=true')).body.items).toHaveLength(1);
    expect((await call('POST', `${path}/restore`)).body.deletedAt).toBeNull();
    const events = await api.deps.admin`select type from app.events where subject_id = ${made.body.id} order by id`;
    expect(events.map((event) => event['type'])).toEqual([
      'view.created',
      'view.updated',
      'view.deleted',
      'view.restored',
    ]);
  });

  it('of one person are seen by nobody else; shared ones are changed by their owner and by managers', async () => {
    const [member, admin, viewer] = await Promise.all([colleague('member'), colleague('admin'), colleague('viewer')]);
    const own = (await save({ name: 'Own' })).body.id;
    const shared = (await save({ name: 'Shared', shared: true }, member)).body.id;
    for (const other of [member, admin, viewer]) {
      const ask = as(other);
      expect((await ask('GET', '/v1/views')).body.items.map(({ name }) => name)).toEqual(['Shared']);
      for (const path of ['', '/records', '/count'])
        expect((await ask('GET', `/v1/views/${own}${path}`)).status).toBe(404);
      expect((await ask('GET', `/v1/views/${shared}/records`)).status).toBe(200);
    }
    expect((await as(admin)('PATCH', `/v1/views/${own}`, { name: 'X' })).status).toBe(404);
    expect((await as(viewer)('PATCH', `/v1/views/${shared}`, { name: 'X' })).status).toBe(403);
    const theirs = (await save({ name: 'Theirs', shared: true }, admin)).body.id;
    expect((await as(member)('PATCH', `/v1/views/${theirs}`, { name: 'X' })).body.code).toBe('forbidden');
    expect((await as(member)('DELETE', `/v1/views/${theirs}`)).body.code).toBe('forbidden');
    expect((await as(admin)('PATCH', `/v1/views/${shared}`, { name: 'Ours' })).body.name).toBe('Ours');
    expect((await as(admin)('PATCH', `/v1/views/${shared}`, { shared: false }, 2)).status).toBe(403);
    expect((await as(member)('PATCH', `/v1/views/${shared}`, { shared: false }, 2)).body.shared).toBe(false);
  });

  it('filter by text, people, days, tags, and by groups of groups', async () => {
    const ada = await person('Ada Lake', {
      title: 'Buyer',
      companyName: 'Acme',
      points: [{ kind: 'email', value: 'a@acme.example' }],
    });
    await person('Bo Élan', { title: '100% buyer', points: [{ kind: 'email', value: 'bo@brick.example' }] });
    await person('Cy');
    await api.deps.admin`
      update app.contacts set tags = ${['Fair 2026', 'VIP']}, owner_id = ${ann.userId} where id = ${ada}`;
    const is = (field: string, op: string, value?: unknown) => ({
      field,
      op,
      ...(value === undefined ? {} : { value }),
    });
    expect(await found(is('name', 'contains', 'elan'))).toEqual(['Bo Élan']);
    expect(await found(is('title', 'contains', '0% b'))).toEqual(['Bo Élan']);
    expect(await found(is('title', 'contains', '_'))).toEqual([]);
    expect(await found(is('title', 'not_contains', 'buyer'))).toEqual(['Cy']);
    expect(await found(is('title', 'is', 'BUYER'))).toEqual(['Ada Lake']);
    expect(await found(is('email', 'starts_with', 'bo@'))).toEqual(['Bo Élan']);
    expect(await found(is('email', 'is_empty'))).toEqual(['Cy']);
    expect(await found(is('companyName', 'contains', 'acm'))).toEqual(['Ada Lake']);
    expect(await found(is('company', 'is_filled'))).toEqual(['Ada Lake']);
    expect(await found(is('owner', 'any_of', ['me']))).toEqual(await found(is('owner', 'any_of', [ann.userId])));
    expect(await found(is('tags', 'all_of', ['vip', 'fair 2026']))).toEqual(['Ada Lake']);
    expect(await found(is('tags', 'none_of', ['VIP']))).toEqual(['Bo Élan', 'Cy']);
    expect(await found(is('createdAt', 'in', 'today'))).toHaveLength(3);
    expect(await found(is('createdAt', 'in', 'yesterday'))).toEqual([]);
    expect(await found(is('createdAt', 'past_days', 30))).toHaveLength(3);
    expect(await found(is('createdAt', 'older_than_days', 1))).toEqual([]);
    expect(await found(is('lastInteractionAt', 'is_empty'))).toHaveLength(3);
    const nested = {
      any: [is('name', 'is', 'cy'), { all: [is('title', 'contains', 'buyer'), is('email', 'contains', 'acme')] }],
    };
    expect(await found(nested)).toEqual(['Ada Lake', 'Cy']);
    expect(await found({ all: [] })).toHaveLength(3);
    expect(await found(null)).toHaveLength(3);
  });

  it('filter, sort and show the organization’s own fields', async () => {
    const [budget, level] = await api.deps.admin<{ id: string }[]>`
      insert into app.custom_fields (organization_id, record_type, key, name, type, options) values
        (${ann.organizationId}, 'contact', 'budget', 'Budget', 'number', '[]'),
        (${ann.organizationId}, 'contact', 'level', 'Level', 'select', '[{"key":"a","label":"A"},{"key":"b","label":"B"}]')
      returning id`;
    const give = (id: string, fields: object) =>
      api.deps.admin`update app.contacts set fields = ${JSON.stringify(fields)}::text::jsonb where id = ${id}`;
    await give(await person('Ada'), { budget: 10, level: 'a' });
    await give(await person('Bo'), { budget: 2.5 });
    await person('Cy');
    expect(await found({ field: 'fields.budget', op: 'gt', value: 2 })).toEqual(['Ada', 'Bo']);
    expect(await found({ field: 'fields.budget', op: 'is_empty' })).toEqual(['Cy']);
    expect(await found({ field: 'fields.level', op: 'none_of', value: ['a'] })).toEqual(['Bo', 'Cy']);
    const sort = [{ field: 'fields.budget', direction: 'desc' }];
    const sheet = await preview({ sort, columns: ['name', 'fields.budget', 'fields.level'] });
    expect(sheet.body.items.map(({ values }) => values)).toEqual([
      { name: 'Ada', 'fields.budget': 10, 'fields.level': 'a' },
      { name: 'Bo', 'fields.budget': 2.5, 'fields.level': null },
      { name: 'Cy', 'fields.budget': null, 'fields.level': null },
    ]);
    const view = await save({
      filter: filter({ all: [{ field: 'fields.budget', op: 'gt', value: 2 }] }),
      sort,
      columns: ['name', 'fields.level'],
    });
    await api.deps
      .admin`update app.custom_fields set archived_at = now() where id in (${budget?.id ?? ''}, ${level?.id ?? ''})`;
    const broken = [
      { path: 'filter.where.all.0.field', message: 'There is no field fields.budget.' },
      { path: 'sort.0.field', message: 'There is no field fields.budget.' },
      { path: 'columns.1', message: 'There is no field fields.level.' },
    ];
    const path = `/v1/views/${view.body.id}`;
    expect((await call('GET', path)).body.problems).toEqual(broken);
    expect((await call('GET', '/v1/views')).body.items[0]?.problems).toEqual(broken);
    for (const of of ['records', 'count']) {
      expect(await call('GET', `${path}/${of}`)).toMatchObject({
        status: 409,
        body: { code: 'view_broken', errors: broken },
      });
    }
    // A view that lost its field can still be named and mended.
    expect((await call('PATCH', path, { name: 'Still' })).status).toBe(422);
    const mended = await call('PATCH', path, { filter: filter(null), sort: [], columns: [] });
    expect(mended.body).toMatchObject({ problems: [], version: 2 });
    expect((await call('GET', `${path}/records`)).body.items).toHaveLength(3);
  });

  it('count days in their own zone', async () => {
    const id = await person('Late');
    const at = '2026-03-29T22:30:00Z';
    await api.deps.admin`update app.contacts set last_interaction_at = ${at}, active_at = ${at} where id = ${id}`;
    const on = (day: string, zone: string) => found({ field: 'lastInteractionAt', op: 'on', value: day }, { zone });
    // The day on which Berlin went to summer time: half past midnight there, half past ten in the evening in London.
    expect(await on('2026-03-30', 'Europe/Berlin')).toEqual(['Late']);
    expect(await on('2026-03-29', 'Europe/Berlin')).toEqual([]);
    expect(await on('2026-03-29', 'Europe/London')).toEqual(['Late']);
    expect(await on('2026-03-29', 'UTC')).toEqual(['Late']);
  });

  it.each([
    ['contacts', []],
    ['contacts', [{ field: 'name' }]],
    ['contacts', [{ field: 'title', direction: 'desc' }]],
    ['contacts', [{ field: 'title' }, { field: 'lastInteractionAt', direction: 'desc' }, { field: 'doNotContact' }]],
    ['contacts', [{ field: 'createdAt' }]],
    ['contacts', [{ field: 'lastInteractionAt', direction: 'desc' }]],
    ['contacts', [{ field: 'lastInteractionAt' }]],
    ['companies', [{ field: 'domain' }]],
    ['deals', [{ field: 'amount', direction: 'desc' }, { field: 'company' }]],
    ['deals', [{ field: 'expectedClose' }, { field: 'stage', direction: 'desc' }]],
  ])('page through all %s once, sorted by %j, empty values last', async (resource, sort) => {
    const { organizationId } = ann;
    const { admin } = api.deps;
    await admin`insert into app.companies (organization_id, name, domain)
      select ${organizationId}, 'Firm ' || n, case when n % 3 = 0 then null else 'f' || n || '.example' end from generate_series(1, 7) as n`;
    await admin`insert into app.contacts (organization_id, name, title, last_interaction_at, active_at, do_not_contact)
      select ${organizationId}, 'P ' || n % 4, case n % 3 when 0 then null when 1 then 'Buyer' else '' end, met.at,
        coalesce(met.at, now()), n % 4 = 0
      from generate_series(1, 11) as n,
        lateral (select case when n % 2 = 0 then now() - make_interval(days => n % 5) end as at) as met`;
    await admin`insert into app.deals (organization_id, name, pipeline_id, stage_id, rank, amount, currency, expected_close, company_id)
      select ${organizationId}, 'D', s.pipeline_id, s.id, 'z' || n, case when n % 3 > 0 then n % 3 end, case when n % 3 > 0 then 'EUR' end,
        case when n % 2 = 0 then current_date end, (select id from app.companies where organization_id = ${organizationId} and n % 4 = 1 limit 1)
      from generate_series(1, 9) as n, lateral (
        select * from app.pipeline_stages where organization_id = ${organizationId} order by rank offset n % 3 limit 1) s`;
    const all = (await preview({ resource, sort, limit: 200 })).body.items.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { body: { items: { id: string }[]; nextCursor: string | null } } = await preview({
        resource,
        sort,
        limit: 2,
        ...(cursor === null ? {} : { cursor }),
      });
      seen.push(...page.body.items.map(({ id }) => id));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe({ contacts: 11, companies: 7, deals: 9 }[resource]);
  });

  it('refuse cursors of another order, and bent ones', async () => {
    for (const name of ['Ada', 'Bo', 'Cy']) await person(name);
    const first = await preview({ sort: [{ field: 'createdAt' }], limit: 1 });
    const cursor = first.body.nextCursor ?? '';
    const bend = (change: object) =>
      Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(cursor, 'base64url').toString()), ...change })).toString(
        'base64url',
      );
    const id = "'; drop table app.contacts; --";
    const bent = [
      'x',
      bend({ keys: [] }),
      bend({ keys: ['yesterday'] }),
      bend({ keys: [id] }),
      bend({ id }),
      bend({ keys: [[1]] }),
    ];
    for (const wrong of bent) {
      const refused = await preview({ sort: [{ field: 'createdAt' }], limit: 1, cursor: wrong });
      expect([refused.status, refused.body.code]).toEqual([400, 'invalid_cursor']);
    }
    expect((await preview({ sort: [{ field: 'name' }], cursor })).body.code).toBe('invalid_cursor');
    // A date that looks right and is none is the database's to refuse.
    const nonsense = bend({ keys: ['2026-99-99 00:00:00+00'] });
    expect((await preview({ sort: [{ field: 'createdAt' }], cursor: nonsense })).status).toBe(422);
  });

  it('count their records, up to ten thousand', async () => {
    await api.deps.admin`insert into app.contacts (organization_id, name, title)
      select ${ann.organizationId}, 'P', case when n <= 7 then 'Buyer' end from generate_series(1, 10003) as n`;
    const few = await save({ filter: filter({ field: 'title', op: 'is', value: 'buyer' }) });
    const many = await save({});
    expect((await call('GET', `/v1/views/${few.body.id}/count`)).body).toEqual({ count: 7, capped: false });
    expect((await call('GET', `/v1/views/${many.body.id}/count`)).body).toEqual({ count: 10_000, capped: true });
  });

  it('are segments: the same people, in the name of who may see them', async () => {
    const ada = await person('Ada', { title: 'Buyer' });
    const bo = await person('Bo');
    const view = (await save({ filter: filter({ field: 'title', op: 'is', value: 'Buyer' }) })).body.id;
    const listed = (await call('GET', `/v1/views/${view}/records`)).body.items.map(({ id }) => id);
    const asActor = <T>(who: TestPerson, run: (ctx: Parameters<typeof inSegment>[0]) => Promise<T>) =>
      readAs(api.deps.sql, who.claims, async (tx) => {
        await actIn(tx, who.organizationId, 'contacts.read');
        return run({ deps: api.deps, tx, actor: personIn(who.claims) });
      });
    const members = await asActor(ann, async (ctx) => {
      const { ids } = await segmentContacts(ctx, view);
      return (await ctx.tx<{ id: string }[]>`select c.id from app.contacts c where c.id in (${ids})`).map(
        ({ id }) => id,
      );
    });
    expect(members).toEqual(listed);
    expect(members).toEqual([ada]);
    expect(await asActor(ann, (ctx) => inSegment(ctx, view, ada))).toBe(true);
    expect(await asActor(ann, (ctx) => inSegment(ctx, view, bo))).toBe(false);
    const other = await colleague('member');
    await expect(asActor(other, (ctx) => inSegment(ctx, view, ada))).rejects.toMatchObject({ code: 'not_found' });
    const deals = (await save({ resource: 'deals' })).body.id;
    await expect(asActor(ann, (ctx) => inSegment(ctx, deals, ada))).rejects.toMatchObject({ code: 'invalid_input' });
  });

  const deep = (levels: number): object =>
    levels === 0 ? { field: 'name', op: 'is_filled' } : { all: [deep(levels - 1)] };
  it.each([
    ['an unknown field', { field: 'password', op: 'is', value: 'x' }, 'filter.where.field'],
    ['an unknown operator', { field: 'name', op: 'regex', value: 'x' }, 'filter.where'],
    ['an operator of another type', { field: 'name', op: 'gt', value: 1 }, 'filter.where.op'],
    [
      'a value of another type',
      { all: [{ field: 'createdAt', op: 'past_days', value: 'ten' }] },
      'filter.where.all.0.value',
    ],
    ['a value that is missing', { field: 'name', op: 'contains' }, 'filter.where.value'],
    ['a value too many', { field: 'name', op: 'is_empty', value: 'x' }, 'filter.where.value'],
    ['a number that is none', { field: 'tags', op: 'any_of', value: [] }, 'filter.where.value'],
    ['an id that is none', { field: 'company', op: 'any_of', value: ["1' or true"] }, 'filter.where.value.0'],
    ['a day that is none', { field: 'createdAt', op: 'on', value: '2026-02-30' }, 'filter.where.value'],
    [
      'a range that ends before it begins',
      { field: 'createdAt', op: 'between', value: ['2026-02-02', '2026-02-01'] },
      'filter.where.value',
    ],
    ['six levels', deep(6), 'filter.where'],
    ['a depth bomb', deep(300), ''],
    [
      '51 conditions',
      { all: [{ all: Array.from({ length: 26 }, () => deep(0)) }, { any: Array.from({ length: 25 }, () => deep(0)) }] },
      'filter.where',
    ],
    ['a node that is both', { all: [], field: 'name', op: 'is_empty' }, 'filter.where'],
    ['a node that is neither', { none: [] }, 'filter.where'],
  ])('refuse %s by its path', async (_, where, path) => {
    for (const refused of [await preview({ filter: filter(where) }), await save({ filter: filter(where) })]) {
      expect([refused.status, refused.body.code]).toEqual([422, 'invalid_input']);
      expect(refused.body.errors[0]?.path.startsWith(path)).toBe(true);
    }
  });

  it('refuse other shapes', async () => {
    const wrong: [object, string][] = [
      [{ filter: { version: 2, where: null } }, 'filter.version'],
      [{ sort: [{ field: 'email' }] }, 'sort.0.field'],
      [{ sort: [{ field: 'nothing' }] }, 'sort.0.field'],
      [{ columns: ['name', 'nothing'] }, 'columns.1'],
      [{ columns: ['name', 'name'] }, 'columns'],
      [{ zone: 'Mars/Olympus' }, 'zone'],
    ];
    for (const [body, path] of wrong) {
      expect(await preview(body)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    }
    expect((await save({ form: 'board' })).body.errors[0]?.path).toBe('form');
    const huge = { filter: filter({ field: 'name', op: 'is', value: 'x'.repeat(1_100_000) }) };
    expect((await save(huge)).status).toBe(413);
    const nul = { filter: filter({ field: 'name', op: 'is', value: 'a\0b' }) };
    expect((await save(nul)).status).toBe(422);
    for (const value of ["'; drop table app.contacts; --", '\u202Eevil', '🎉', '%', '_', '\\', '$1']) {
      expect(await found({ field: 'name', op: 'contains', value })).toEqual([]);
    }
  });

  it('say which purposes people were asked for, those of the organization’s own among them', async () => {
    const id = await sampleContact(api, ann.token, { name: 'Asked' });
    for (const purpose of ['Fair invitation', 'newsletter', 'Fair Invitation', 'Club'])
      await call('POST', `/v1/contacts/${id}/consents`, { purpose });
    const { body } = await call('GET', '/v1/view-fields?resource=contacts');
    const { fields } = ViewFields.parse(body);
    const options = fields.filter(({ key }) => /^consent/.test(key)).map((field) => field.options);
    const offered = ['contact', 'marketing', 'newsletter', 'Club', expect.stringMatching(/^fair invitation$/i)];
    const those = offered.map((key) => expect.objectContaining({ key }));
    const bases = offered.flatMap((key) => ['consent', 'contract'].map((basis) => [key, basis] as const));
    expect(options.slice(0, 2)).toEqual([those, those]);
    expect(options[2]).toHaveLength(30);
    const told = options[2]?.map(({ key }) => key.split(':')) ?? [];
    expect(told.filter(([, basis]) => basis === 'consent' || basis === 'contract')).toEqual(bases);
  });

  it('say which fields there are, with their operators', async () => {
    const { body } = await call('GET', '/v1/view-fields?resource=deals');
    expect(body.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'stage', type: 'ref', of: 'stage', sortable: true }),
        expect.objectContaining({ key: 'amount', type: 'money', operators: expect.arrayContaining(['between']) }),
      ]),
    );
  });
});
