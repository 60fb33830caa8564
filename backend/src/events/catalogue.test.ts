import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tellDueTasks } from '../cadences/sweep-tasks.ts';
import { invitationsIn } from '../invitations/testing/invitations-in.ts';
import { causePurges } from '../jobs/testing/cause-purges.ts';
import { startTestWorker, untilEnded } from '../jobs/testing/test-worker.ts';
import { enforceRetention } from '../privacy/enforce-retention.ts';
import { sampleContact, sampleEmbed, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type Reply, type TestApi } from '../testing/test-api.ts';
import { createPerson } from '../testing/test-deps.ts';
import { eventCatalogue } from './catalogue.ts';

const Type = z.enum(Object.keys(eventCatalogue));

type CallAs = (method: string, path: string, body?: object, version?: number) => Promise<Reply>;

async function causeMergeEvents(call: CallAs): Promise<void> {
  for (const [path, of] of [
    ['/v1/contacts', 'contact'],
    ['/v1/companies', 'company'],
  ] as const) {
    const add = async (name: string) => {
      const { body } = await call('POST', path, { name });
      return of === 'contact' ? body.contact.id : body.id;
    };
    const ids = [await add('Alike'), await add('Alike')];
    const pair = { kind: path === '/v1/contacts' ? 'contacts' : 'companies', ids };
    await call('POST', '/v1/duplicates/dismiss', pair);
    await call('POST', '/v1/duplicates/restore', pair);
    const merged = await call('POST', `${path}/merge`, { winnerId: await add('Winner'), loserId: await add('Loser') });
    await call('POST', '/v1/undo', { undoToken: merged.body.undoToken });
  }
}

async function causePipelineEvents(call: CallAs): Promise<void> {
  const made = await call('POST', '/v1/pipelines', { name: 'Repairs' });
  const [first, second] = made.body.stages.map(({ id }) => id);
  const path = `/v1/pipelines/${made.body.id}`;
  await call('PATCH', path, { name: 'Mending' });
  await call('DELETE', path);
  await call('POST', `${path}/restore`);
  await call('POST', `${path}/stages`, { name: 'Waiting' });
  const { version } = (await call('GET', path)).body;
  await call('PATCH', `${path}/stages/${second}`, { name: 'Looked at' }, version);
  const deal = (await call('POST', '/v1/deals', { name: 'Stairs', stageId: first })).body.id;
  await call('PATCH', `/v1/deals/${deal}`, { notes: 'Oak' });
  await call('DELETE', `/v1/deals/${deal}`);
  await call('POST', `/v1/deals/${deal}/restore`);
  await call('DELETE', `${path}/stages/${first}?moveTo=${second}`);
}

async function causeRelationEvents(call: CallAs, ids: [string, string]): Promise<void> {
  const [from, to] = ids.map((id) => ({ type: 'contact', id }));
  const { id } = (await call('POST', '/v1/relations', { kind: 'partner', from, to })).body.relation;
  await call('PATCH', `/v1/relations/${id}`, { note: 'Since school' });
  await call('DELETE', `/v1/relations/${id}`);
  await call('POST', `/v1/relations/${id}/restore`);
  await call('POST', '/v1/relations', { kind: 'custom', from, to, label: 'Neighbour' });
  const [label] = (await call('GET', '/v1/relation-labels')).body.items;
  await call('PATCH', `/v1/relation-labels/${label?.id}`, { label: 'Next door' });
}

async function causeTaskEvents(call: CallAs): Promise<void> {
  const due = { local: '2030-01-07T09:00', zone: 'Europe/Berlin' };
  const made = await call('POST', '/v1/tasks', { title: 'Water the plants', due, repeat: 'FREQ=WEEKLY' });
  const path = `/v1/tasks/${made.body.id}`;
  await call('PATCH', path, { title: 'Water all plants' });
  await call('POST', '/v1/tasks', { title: 'Past', due: { ...due, local: '2020-01-07T09:00' } });
  await call('POST', `${path}/snooze`, { until: { ...due, local: '2030-01-08T09:00' } });
  await call('POST', `${path}/done`);
  await call('POST', `${path}/undone`);
  await call('DELETE', path);
  await call('POST', `${path}/restore`);
}

async function causeFileEvents(api: TestApi, token: string): Promise<void> {
  const worker = await startTestWorker(api.deps);
  const { id, mapping } = (await api.call('POST', '/v1/imports', { token, file: 'Name\nZoe\n' })).body;
  const steps = [
    ['PUT', 'mapping', mapping],
    ['POST', 'run', undefined],
    ['POST', 'undo', undefined],
  ] as const;
  for (const [method, step, body] of steps) {
    const { job } = (await api.call(method, `/v1/imports/${id}/${step}`, { token, body })).body;
    await untilEnded(api.deps, job?.id ?? '');
  }
  const made = await api.call('POST', '/v1/exports', { token, body: { file: 'deals.csv' } });
  await untilEnded(api.deps, String(made.body.jobId));
  await worker.stop();
}

async function causeNoteEvents(call: CallAs, contact: string): Promise<void> {
  const made = await call('POST', '/v1/notes', { record: { type: 'contact', id: contact }, body: 'Likes oak' });
  const cadence = `/v1/contacts/${contact}/cadence`;
  await call('PUT', cadence, { every: 2, unit: 'week', zone: 'Europe/Berlin' });
  await call('DELETE', cadence);
  const path = `/v1/notes/${made.body.id}`;
  await call('PATCH', path, { body: 'Likes ash' });
  await call('DELETE', path);
  await call('POST', `${path}/restore`);
}

async function causeFieldEvents(call: CallAs): Promise<void> {
  const made = await call('POST', '/v1/custom-fields', { recordType: 'deal', name: 'Floor', type: 'number' });
  const path = `/v1/custom-fields/${made.body.id}`;
  await call('PATCH', path, { name: 'Storey' });
  await call('POST', '/v1/companies', { name: 'Tagged', tags: ['Supplier'] });
  const tag = (await call('GET', '/v1/tags')).body.items[0]?.id;
  await call('PATCH', `/v1/tags/${tag}`, { name: 'Suppliers' });
  await call('POST', '/v1/companies', { name: 'Tagged too', tags: ['Vendor'] });
  const other = (await call('GET', '/v1/tags?search=vendor')).body.items[0]?.id;
  const merged = await call('POST', `/v1/tags/${other}/merge`, { into: tag });
  await call('POST', '/v1/undo', { undoToken: merged.body.undoToken });
  await call('DELETE', `/v1/tags/${tag}`);
  await call('DELETE', path);
  await call('POST', `${path}/restore`);
}

async function causeViewEvents(call: CallAs): Promise<void> {
  const path = `/v1/views/${(await call('POST', '/v1/views', { name: 'Hot', resource: 'deals' })).body.id}`;
  await call('PATCH', path, { name: 'Hotter' });
  await call('DELETE', path);
  await call('POST', `${path}/restore`);
}

async function causeTeamEvents(call: CallAs): Promise<void> {
  const role = `/v1/roles/${(await call('POST', '/v1/roles', { name: 'Caller', permissions: ['deals.read'] })).body.id}`;
  await call('PATCH', role, { name: 'Seller' });
  await call('DELETE', role);
  const path = `/v1/teams/${(await call('POST', '/v1/teams', { name: 'North' })).body.id}`;
  await call('PATCH', path, { name: 'South' });
  await call('DELETE', path);
  await call('POST', `${path}/restore`);
}

async function causeMemberEvents(api: TestApi, call: CallAs, organizationId: string): Promise<void> {
  const guest = await createPerson(api.deps);
  await api.deps
    .admin`update auth.users set email_confirmed_at = now(), email_proven_at = now() where id = ${guest.userId}`;
  const invite = async (email: string) => {
    const { id } = (await call('POST', '/v1/invitations', { email, role: 'member' })).body;
    const [mail] = await invitationsIn(api.deps.env.home, email);
    return { id, token: mail?.token };
  };
  const gone = await invite('gone@people.example');
  await call('POST', `/v1/invitations/${gone.id}/resend`);
  await call('DELETE', `/v1/invitations/${gone.id}`);
  const { token } = await invite(guest.email);
  await api.call('POST', '/v1/invitations/accept', { token: guest.token, body: { token } });
  await call('PATCH', `/v1/members/${guest.userId}`, { role: 'viewer' });
  await call('DELETE', `/v1/members/${guest.userId}`);
  const { version } = (await call('GET', '/v1/organization')).body;
  await call('PATCH', '/v1/organization', { name: `House ${organizationId}` }, version);
}

describe('the catalogue of events', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());

  it('describes every event that the API causes, and none that it does not', { timeout: 60_000 }, async () => {
    const { token, organizationId } = await createPerson(api.deps);
    await causePurges(api.deps, organizationId);
    const call: CallAs = (method, path, body, version = 1) =>
      api.call(method, path, { token, headers: { 'if-match': `${version}` }, ...(body ? { body } : {}) });
    await call('POST', `/v1/contacts/${await sampleContact(api, token)}/erase`, { confirm: true });
    const contact = await sampleContact(api, token, { name: 'Ada', companyName: 'Acme' });
    const company = (await call('GET', '/v1/companies')).body.items[0]?.id ?? '';
    for (const [path, patch] of [
      [`/v1/contacts/${contact}`, { title: 'Buyer' }],
      [`/v1/companies/${company}`, { domain: 'acme.example' }],
    ] as const) {
      await call('PATCH', path, patch);
      await call('DELETE', path);
      await call('POST', `${path}/restore`);
    }
    const logged = await call('POST', '/v1/interactions', sampleMessage(contact, '1'));
    await call('DELETE', `/v1/interactions/${logged.body.interaction.id}`);
    const workspace = `/v1/workspaces/${(await call('POST', '/v1/workspaces', { name: 'Brand' })).body.id}`;
    await call('PATCH', workspace, { name: 'Client' });
    await call('POST', `${workspace}/archive`);
    await call('POST', `${workspace}/restore`);
    await call('PUT', '/v1/mail-sharing', { level: 'metadata' });
    const colleague = await createPerson(api.deps, { organizationId, role: 'member' });
    const to = { type: 'member', id: colleague.userId };
    const granted = await call('POST', '/v1/mail-grants', { record: { type: 'contact', id: contact }, to });
    for (const method of ['POST', 'DELETE'])
      await api.call(method, `/v1/mail-grants/${granted.body.id}/decline`, { token: colleague.token });
    await call('DELETE', `/v1/mail-grants/${granted.body.id}`);
    const consents = `/v1/contacts/${contact}/consents`;
    const given = await call('POST', consents, { purpose: 'Newsletter' });
    await call('POST', `${consents}/withdraw`, { purpose: 'newsletter' });
    await call('POST', '/v1/undo', { undoToken: given.body.undoToken });
    await causeMergeEvents(call);
    await causePipelineEvents(call);
    await causeRelationEvents(call, [contact, await sampleContact(api, token, { name: 'Bea' })]);
    await causeTaskEvents(call);
    await tellDueTasks({ deps: api.deps, signal: new AbortController().signal });
    await causeNoteEvents(call, contact);
    await causeFieldEvents(call);
    await causeViewEvents(call);
    await causeTeamEvents(call);
    await causeFileEvents(api, token);
    await causeMemberEvents(api, call, organizationId);
    await call('POST', '/v1/interactions', sampleMessage(contact, 'old', { occurredAt: '2020-01-02T03:04:05Z' }));
    await call('PATCH', '/v1/privacy', { retention: { messagesMonths: 12 } }, 0);
    await enforceRetention({ deps: api.deps, signal: new AbortController().signal });
    for (const path of ['/v1/never-log', '/v1/protected-recipients']) {
      const { id } = (await call('POST', path, { address: 'law.example' })).body;
      await call('DELETE', `${path}/${id}`);
    }
    const apiKey = await call('POST', '/v1/api-keys', { name: 'Sync', permissions: ['contacts.read'] });
    await call('PATCH', `/v1/api-keys/${apiKey.body.id}`, { name: 'Synced' });
    await call('DELETE', `/v1/api-keys/${apiKey.body.id}`);
    const { key } = await sampleEmbed(api, token);
    await call('DELETE', `/v1/embed-keys/${key.id}`);

    const events = await api.deps.admin`
      select type, subject_type as subject, payload from app.events where organization_id = ${organizationId}`;
    for (const event of events) {
      const described = Object.entries(eventCatalogue).find(([type]) => type === event['type'])?.[1];
      expect([event['type'], event['subject']]).toEqual([event['type'], described?.subject]);
      expect(described?.payload.safeParse(event['payload']).error).toBeUndefined();
    }
    expect([...new Set(events.map((event) => Type.parse(event['type'])))].sort()).toEqual(
      Object.keys(eventCatalogue).sort(),
    );
  });

  it('keeps an event and its change together: neither stays without the other', async () => {
    const { token, organizationId } = await createPerson(api.deps);
    await api.deps.admin`
      create function app.refuse_event() returns trigger language plpgsql as $$
      begin
        if new.type = 'company.created' then raise exception 'no room for events'; end if;
        return new;
      end $$`;
    await api.deps
      .admin`create trigger refuse before insert on app.events for each row execute function app.refuse_event()`;
    const refused = await api.call('POST', '/v1/companies', { token, body: { name: 'Half done' } });
    await api.deps.admin`drop trigger refuse on app.events`;
    expect(refused.status).toBe(500);
    expect(await api.deps.admin`select from app.companies where organization_id = ${organizationId}`).toHaveLength(0);
  });
});
