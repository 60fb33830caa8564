import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { actIn } from '../db/act-in.ts';
import { readAs } from '../db/tenant.ts';
import { personIn } from '../http/context.ts';
import { sampleContact, sampleEmbed, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { listTimeline } from './list-timeline.ts';
import { TimelineItem, TimelineKind } from './schema.ts';

const Page = z.object({ items: z.array(TimelineItem), nextCursor: z.string().nullable() });

/** What an entry says, in a few words. */
function told(item: TimelineItem): string {
  if (item.kind === 'interaction') return `${item.interaction.channel} ${item.interaction.subject}`;
  if (item.kind === 'note') return `note ${item.note.body}`;
  if (item.kind === 'stage_changed')
    return `${item.deal.name} ${item.stageChange.from?.name ?? '·'} → ${item.stageChange.to.name}`;
  if (item.kind === 'changed') return `${item.action} ${Object.keys(item.changes ?? {}).join(' ')}`.trim();
  return `${item.kind} ${item.task.title}`;
}

describe('a timeline', () => {
  let api: TestApi;
  let ann: TestPerson;
  let contact: string;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    contact = await sampleContact(api, ann.token, { name: 'Ada Prospect', companyName: 'Acme' });
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, { token }: { token: string } = ann) =>
    api.call(method, path, { token, headers: { 'if-match': '"1"' }, ...(body === undefined ? {} : { body }) });
  const page = async (path: string, query = '', person: { token: string } = ann) =>
    Page.parse((await call('GET', `/v1/${path}/timeline${query}`, undefined, person)).body);
  const entries = async (path: string, query = '', person: { token: string } = ann) =>
    (await page(path, query, person)).items.map(told);
  const log = (externalId: string, more: object = {}) =>
    call('POST', '/v1/interactions', sampleMessage(contact, externalId, { subject: externalId, ...more }));
  const note = (type: string, id: string, body: string) => call('POST', '/v1/notes', { record: { type, id }, body });
  const companyOf = async () => (await call('GET', `/v1/contacts/${contact}`)).body.company?.id ?? '';
  const addDeal = async (more: object = {}) =>
    (await call('POST', '/v1/deals', { name: 'Stairs', contacts: [{ contactId: contact }], ...more })).body.id;
  const moveOn = async (deal: string) => {
    const [pipeline] = (await call('GET', '/v1/pipelines')).body.items;
    await call('POST', `/v1/deals/${deal}/move`, { stageId: pipeline?.stages[1]?.id });
  };

  it('of a contact tells messages, notes, tasks, stages and changes, the newest first', async () => {
    await log('Hello', { channel: 'telegram', occurredAt: new Date().toISOString() });
    await note('contact', contact, 'Likes oak');
    const task = (await call('POST', '/v1/tasks', { title: 'Call', record: { type: 'contact', id: contact } })).body.id;
    await moveOn(await addDeal());
    await call('PATCH', `/v1/contacts/${contact}`, { title: 'CTO' });
    await call('POST', `/v1/tasks/${task}/done`);
    expect(await entries(`contacts/${contact}`)).toEqual([
      'task_done Call',
      'updated title',
      'Stairs New → Qualified',
      'Stairs · → New',
      'task_created Call',
      'note Likes oak',
      'telegram Hello',
      'created',
    ]);
    const [changed] = (await page(`contacts/${contact}`, '?kinds=change&limit=1')).items;
    expect(changed).toMatchObject({ actorId: ann.userId, changes: { title: [null, 'CTO'] } });
  });

  it('shows the kinds that are asked for', async () => {
    await log('Hello');
    await note('contact', contact, 'Likes oak');
    expect(await entries(`contacts/${contact}`, '?kinds=note')).toEqual(['note Likes oak']);
    expect(await entries(`contacts/${contact}`, '?kinds=note,interaction')).toEqual(['note Likes oak', 'email Hello']);
    expect(await entries(`contacts/${contact}`, '?kinds=note,note')).toEqual(['note Likes oak']);
    expect((await call('GET', `/v1/contacts/${contact}/timeline?kinds=rumour`)).status).toBe(422);
  });

  it('gives every entry once, page by page, whatever its kind', async () => {
    for (let n = 0; n < 7; n += 1) {
      await log(`Mail ${n}`, { occurredAt: new Date(Date.now() - n * 1000).toISOString() });
      await note('contact', contact, `Note ${n}`);
      await call('POST', '/v1/tasks', { title: `Task ${n}`, record: { type: 'contact', id: contact } });
    }
    const all = await entries(`contacts/${contact}`);
    expect(all).toHaveLength(22);
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: z.infer<typeof Page> = await page(`contacts/${contact}`, `?limit=4${cursor && `&cursor=${cursor}`}`);
      found.push(...next.items.map(told));
      cursor = next.nextCursor;
    }
    expect(found).toEqual(all);
    const { nextCursor } = await page(`contacts/${contact}`, '?limit=4');
    expect((await call('GET', `/v1/companies/${await companyOf()}/timeline?cursor=${nextCursor}`)).status).toBe(400);
  });

  it('of a company joins its people and deals', async () => {
    const company = await companyOf();
    const deal = await addDeal({ companyId: company });
    await log('Hello');
    await note('company', company, 'Of the company');
    await note('contact', contact, 'Of the person');
    await note('deal', deal, 'Of the deal');
    await call('POST', '/v1/tasks', { title: 'Call', record: { type: 'contact', id: contact } });
    const stranger = await sampleContact(api, ann.token, { name: 'Bea', companyName: 'Other' });
    await note('contact', stranger, 'Of somebody else');
    expect(await entries(`companies/${company}`)).toEqual([
      'task_created Call',
      'note Of the deal',
      'note Of the person',
      'note Of the company',
      'Stairs · → New',
      'created',
      'email Hello',
    ]);
    const [hello] = (await page(`companies/${company}`, '?kinds=interaction')).items;
    expect(hello).toMatchObject({ contactName: 'Ada Prospect' });
  });

  it('of a deal joins the messages of its contacts, and tells a move once', async () => {
    const deal = await addDeal();
    await log('Hello');
    await note('deal', deal, 'Of the deal');
    await note('contact', contact, 'Of the person');
    await moveOn(deal);
    await call('PATCH', `/v1/deals/${deal}`, { notes: 'Oak' });
    expect((await entries(`deals/${deal}`)).filter((entry) => !entry.startsWith('updated'))).toEqual([
      'Stairs New → Qualified',
      'note Of the deal',
      'Stairs · → New',
      'email Hello',
    ]);
  });

  it('leaves out what was deleted or forgotten', async () => {
    const mail = (await log('Hello')).body.interaction.id;
    const { id } = (await note('contact', contact, 'Likes oak')).body;
    const task = (await call('POST', '/v1/tasks', { title: 'Call', record: { type: 'contact', id: contact } })).body.id;
    await call('DELETE', `/v1/interactions/${mail}`);
    await call('DELETE', `/v1/notes/${id}`);
    await call('DELETE', `/v1/tasks/${task}`);
    expect(await entries(`contacts/${contact}`)).toEqual(['created']);
  });

  it('shows members what changed without showing them the audit log', async () => {
    const bob = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    await call('PATCH', `/v1/contacts/${contact}`, { title: 'CTO' });
    expect(await entries(`contacts/${contact}`, '?kinds=change', bob)).toEqual(['updated title', 'created']);
    expect((await call('GET', '/v1/audit', undefined, bob)).status).toBe(403);
    const stranger = await createPerson(api.deps);
    const [row] = await api.deps.sql.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify(stranger.claims)}, true), set_config('role', 'authenticated', true)`;
      return tx`select count(*)::int as seen from app.record_changes(${ann.organizationId}, 'contact', ${contact}, null, null, 10)`;
    });
    expect(row?.['seen']).toBe(0);
  });

  it('hides the texts of messages as their visibility says', async () => {
    const bob = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    await log('Private', { body: 'Text', visibility: 'metadata' });
    const [mine] = (await page(`contacts/${contact}`, '?kinds=interaction')).items;
    expect(mine).toMatchObject({ interaction: { subject: 'Private', body: 'Text', bodyHidden: false } });
    const [his] = (await page(`contacts/${contact}`, '?kinds=interaction', bob)).items;
    expect(his).toMatchObject({ interaction: { subject: null, body: null, bodyHidden: true } });
  });

  it('shows embedded pages only what their key may read', async () => {
    await log('Hello', { occurredAt: new Date().toISOString() });
    await note('contact', contact, 'Likes oak');
    const { token, origin } = await sampleEmbed(api, ann.token);
    const reply = await api.call('GET', `/v1/contacts/${contact}/timeline`, { token, headers: { origin } });
    expect(Page.parse(reply.body).items.map(({ kind }) => kind)).toEqual(['interaction', 'changed']);
  });

  it('reads no more of ten thousand messages than a page of it', async () => {
    await api.deps.admin`
      insert into app.interactions (organization_id, contact_id, channel, direction, external_id, occurred_at)
      select ${ann.organizationId}, ${contact}, 'email', 'inbound', n::text, now() - n * interval '1 minute'
      from generate_series(1, 10000) as n`;
    await api.deps.admin`vacuum analyze app.interactions`;
    const read = await readAs(api.deps.sql, ann.claims, async (tx) => {
      await actIn(tx, null, 'contacts.read');
      const ctx = {
        deps: api.deps,
        actor: personIn(ann.claims),
        requestId: 'r',
        tx,
      } as const;
      const { nextCursor } = Page.parse(
        JSON.parse(
          String(await listTimeline(ctx, { type: 'contact', id: contact, limit: 50, kinds: TimelineKind.options })),
        ),
      );
      expect(nextCursor).not.toBeNull();
      // Counts of this transaction alone.
      const [counted] = await tx<{ rows: string }[]>`
        select pg_stat_get_xact_tuples_returned('app.interactions_timeline'::regclass) as rows`;
      return Number(counted?.rows);
    });
    expect(read).toBeGreaterThanOrEqual(50);
    expect(read).toBeLessThanOrEqual(120);
  });

  it('is not there for records that are not', async () => {
    const stranger = await createPerson(api.deps);
    for (const path of [`contacts/${contact}`, `companies/${contact}`, `deals/${contact}`]) {
      expect((await call('GET', `/v1/${path}/timeline`, undefined, stranger)).status).toBe(404);
    }
  });
});
