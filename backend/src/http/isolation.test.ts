import type { RouteConfig } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainResources } from '../testing/plain-resources.ts';
import { sampleContact, sampleEmbed, sampleJob, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type Reply, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { allRoutes, askedByPost, ownAffairs } from './registry.ts';

/** Stands in every text of the organization that is to stay unseen. */
const secret = 'Secret of Ann';

interface Household {
  person: TestPerson;
  contact: string;
  company: string;
  interaction: string;
  key: string;
  apiKey: string;
  invitation: string;
  pipeline: string;
  stage: string;
  deal: string;
  field: string;
  tag: string;
  undoToken: string;
  /** Another contact. */
  twin: string;
  merge: string;
  relation: string;
  relationLabel: string;
  task: string;
  import: string;
  note: string;
  job: string;
  view: string;
  team: string;
  role: string;
  /** On Ann's never-log list, and among the protected recipients. */
  neverLog: string;
  mailGrant: string;
  workspace: string;
  protectedRecipient: string;
  /** Ids of plain resources, by path. */
  plain: Record<string, string>;
  embed: { token: string; origin: string };
}

/** Ids that stand for `{id}`, by the first word of the path. A new resource adds a line. */
const idFor = (home: Household, path: string): string => {
  const byResource: Record<string, string> = {
    contacts: home.contact,
    companies: home.company,
    interactions: home.interaction,
    'embed-keys': home.key,
    'api-keys': home.apiKey,
    invitations: home.invitation,
    members: home.person.userId,
    pipelines: home.pipeline,
    deals: home.deal,
    merges: home.merge,
    'custom-fields': home.field,
    tags: home.tag,
    views: home.view,
    teams: home.team,
    roles: home.role,
    imports: home.import,
    relations: home.relation,
    'relation-labels': home.relationLabel,
    tasks: home.task,
    notes: home.note,
    jobs: home.job,
    'never-log': home.neverLog,
    'mail-grants': home.mailGrant,
    workspaces: home.workspace,
    'protected-recipients': home.protectedRecipient,
    ...home.plain,
  };
  const id = byResource[path.split('/')[2] ?? ''];
  if (id === undefined) throw new Error(`Say which id stands in ${path}`);
  return id;
};

/** A body that each write would accept from `home`, naming ids of `other`. A new write adds a line. */
const bodyFor = (operation: string, other: Household): object | undefined => {
  const message = sampleMessage(other.contact, 'walked');
  const bodies: Record<string, object> = {
    captureContact: { name: 'Walker', points: [{ kind: 'email', value: 'ada@acme.example' }] },
    eraseContact: { confirm: true },
    updateContact: { name: 'Taken over', points: [] },
    createCompany: { name: 'Walkers' },
    updateCompany: { name: 'Taken over' },
    logInteraction: message,
    matchContacts: {
      candidates: [{ name: secret, companyName: secret, points: [{ kind: 'email', value: 'ada@acme.example' }] }],
    },
    mergeContacts: { winnerId: other.contact, loserId: other.twin },
    mergeManyContacts: { pairs: [{ winnerId: other.contact, loserId: other.twin }] },
    dismissDuplicate: { kind: 'contacts', ids: [other.contact, other.twin] },
    restoreDuplicate: { kind: 'contacts', ids: [other.contact, other.twin] },
    mergeManyCompanies: { pairs: [{ winnerId: other.company, loserId: other.contact }] },
    mergeCompanies: { winnerId: other.company, loserId: other.contact },
    undo: { undoToken: other.undoToken },
    logInteractions: { items: [message] },
    setSignInPolicy: { mfaRequired: false },
    setPrivacy: { retention: { messagesMonths: 12 } },
    addNeverLog: { address: 'walked.example' },
    addProtectedRecipient: { address: 'walked.example' },
    createApiKey: { name: 'Walked', permissions: ['contacts.read'] },
    changeApiKey: { name: 'Walked' },
    createInvitation: { email: 'walker@people.example', role: 'member' },
    acceptInvitation: { token: 'walked' },
    changeMember: { role: 'viewer' },
    updateOrganization: { name: 'Taken over' },
    createEmbedKey: { name: 'Walked', allowedOrigins: ['https://walker.example'] },
    createCustomField: { recordType: 'contact', name: 'Walkers', type: 'text' },
    editCompanies: { ids: [other.company], addTags: ['Taken over'] },
    editCompaniesInJob: { ids: [other.company], addTags: ['Taken over'] },
    editDeals: { ids: [other.deal], addTags: ['Taken over'] },
    editDealsInJob: { ids: [other.deal], addTags: ['Taken over'] },
    listViewIds: {
      resource: 'contacts',
      filter: { version: 1, where: { field: 'company', op: 'any_of', value: [other.company] } },
    },
    editContacts: { ids: [other.contact], addTags: ['Taken over'] },
    editContactsInJob: { ids: [other.contact], addTags: ['Taken over'] },
    updateTag: { name: 'Taken over' },
    mergeTag: { into: other.tag },
    updateCustomField: { name: 'Taken over' },
    orderCustomFields: { recordType: 'contact', ids: [other.field] },
    changeFieldType: { type: 'number', confirm: true },
    createPipeline: { name: 'Walkers' },
    updatePipeline: { name: 'Taken over', position: 0 },
    addStage: { name: 'Walkers' },
    updateStage: { name: 'Taken over', position: 2 },
    // Not a file: refused, but not before the sender is known.
    createImport: {},
    setImportMapping: { kind: 'contacts', targets: ['name'] },
    createDeal: {
      name: 'Walkers',
      stageId: other.stage,
      companyId: other.company,
      ownerId: other.person.userId,
      contacts: [{ contactId: other.contact }],
    },
    createRole: { name: 'Walkers', permissions: ['deals.read'] },
    updateRole: { name: 'Taken over' },
    createTeam: { name: 'Walkers', memberIds: [other.person.userId] },
    updateTeam: { name: 'Taken over' },
    createView: { name: 'Walkers', resource: 'contacts' },
    updateView: { name: 'Taken over', shared: true },
    previewView: {
      resource: 'contacts',
      filter: { version: 1, where: { field: 'company', op: 'any_of', value: [other.company] } },
    },
    previewBoard: { filter: { version: 1, where: { field: 'company', op: 'any_of', value: [other.company] } } },
    updateDeal: { name: 'Taken over', notes: 'Taken over' },
    createRelation: {
      kind: 'introduced_by',
      from: { type: 'contact', id: other.contact },
      to: { type: 'company', id: other.company },
    },
    updateRelation: { note: 'Taken over' },
    replaceRelation: {
      kind: 'custom',
      label: 'Taken over',
      from: { type: 'contact', id: other.contact },
      to: { type: 'company', id: other.company },
    },
    renameRelationLabel: { label: 'Taken over' },
    moveDeal: { stageId: other.stage, beforeId: other.deal },
    createTask: { title: 'Walkers', record: { type: 'contact', id: other.contact }, assigneeId: other.person.userId },
    updateTask: { title: 'Taken over', record: { type: 'deal', id: other.deal } },
    createNote: { record: { type: 'contact', id: other.contact }, body: 'Walked' },
    updateNote: { body: 'Taken over' },
    createWorkspace: { name: 'Walkers' },
    updateWorkspace: { name: 'Taken over' },
    setMailSharing: { level: 'full', applyToLogged: true },
    createMailGrant: {
      record: { type: 'contact', id: other.contact },
      to: { type: 'member', id: other.person.userId },
    },
    recordConsent: { purpose: 'newsletter' },
    withdrawConsent: { purpose: 'newsletter' },
    setCadence: { every: 1, unit: 'day', zone: 'UTC' },
    snoozeTask: { until: { local: '2090-01-01T09:00', zone: 'UTC' } },
    ...Object.assign({}, ...Object.values(plainResources)),
  };
  return bodies[operation];
};

/** Queries that would find rows of Ann's. */
const queryFor = (path: string, { contact, company }: Household): string => {
  const queries: Record<string, string> = {
    '/v1/lookup': '?email=ada%40acme.example',
    '/v1/duplicates': '?kind=contacts',
    '/v1/duplicates/dismissed': '?kind=contacts',
    '/v1/search': '?q=secret%20of%20ann',
    '/v1/graph/paths': `?from=contact:${contact}&to=company:${company}`,
    '/v1/graph/neighbourhood': `?record=contact:${contact}`,
  };
  return queries[path] ?? '';
};

const secured = allRoutes.filter((route) => route.security).map((route) => [route.operationId ?? '', route] as const);
const isWrite = (route: RouteConfig) => route.method !== 'get' && !askedByPost.has(route.operationId ?? '');

describe('two organizations', () => {
  let api: TestApi;
  let ann: Household;
  let bob: Household;

  const household = async (person: TestPerson, word: string): Promise<Household> => {
    const { token } = person;
    const contact = await sampleContact(api, token, {
      name: word,
      title: word,
      notes: word,
      companyName: word,
      points: [{ kind: 'email', value: 'ada@acme.example' }],
    });
    const company = (await api.call('GET', '/v1/companies', { token })).body.items[0]?.id ?? '';
    const texts = { subject: word, body: word, visibility: 'full' };
    const message = sampleMessage(contact, 'known', texts);
    const interaction = (await api.call('POST', '/v1/interactions', { token, body: message })).body.interaction.id;
    const embed = await sampleEmbed(api, token, { name: word });
    const apiKey = await api.call('POST', '/v1/api-keys', {
      token,
      body: { name: word, permissions: ['contacts.read'] },
    });
    const invited = { email: `${word.replaceAll(' ', '-')}@people.example`, role: 'member' };
    const invitation = (await api.call('POST', '/v1/invitations', { token, body: invited })).body.id;
    const own = await api.call('POST', '/v1/custom-fields', {
      token,
      body: { recordType: 'contact', name: word, key: 'own', type: 'text' },
    });
    const field = own.body.id;
    await api.call('PATCH', `/v1/contacts/${contact}`, {
      token,
      body: { fields: { own: word }, tags: [word] },
      headers: { 'if-match': '1' },
    });
    const tag = (await api.call('GET', '/v1/tags', { token })).body.items[0]?.id ?? '';
    const pipeline = await api.call('POST', '/v1/pipelines', {
      token,
      body: { name: word, stages: [{ name: word }, { name: 'Won', kind: 'won' }] },
    });
    const stage = pipeline.body.stages[0]?.id ?? '';
    const contacts = [{ contactId: contact, role: word }];
    const sold = { name: word, notes: word, stageId: stage, companyId: company, contacts };
    const { id: deal, undoToken } = (await api.call('POST', '/v1/deals', { token, body: sold })).body;
    const related = {
      kind: 'custom',
      label: word,
      from: { type: 'contact', id: contact },
      to: { type: 'company', id: company },
      note: word,
    };
    const relation = (await api.call('POST', '/v1/relations', { token, body: related })).body.relation.id;
    const relationLabel = (await api.call('GET', '/v1/relation-labels', { token })).body.items[0]?.id ?? '';
    const work = {
      title: word,
      body: word,
      record: { type: 'deal', id: deal },
      due: { local: '2030-01-01T09:00', zone: 'UTC' },
    };
    const task = (await api.call('POST', '/v1/tasks', { token, body: work })).body.id;
    const written = { record: { type: 'contact', id: contact }, body: word };
    const note = (await api.call('POST', '/v1/notes', { token, body: written })).body.id;
    await api.call('POST', `/v1/contacts/${contact}/consents`, { token, body: { purpose: word, wording: word } });
    const upload = { token, file: `Name,Note\nBo,${word}\n` };
    const uploaded = (await api.call('POST', '/v1/imports', upload)).body.id;
    const job = await sampleJob(api, person, word);
    const saved = { name: word, resource: 'contacts', shared: true };
    const view = (await api.call('POST', '/v1/views', { token, body: saved })).body.id;
    const allowed = { name: word, permissions: ['deals.read'] };
    const role = (await api.call('POST', '/v1/roles', { token, body: allowed })).body.id;
    const joined = { name: word, memberIds: [person.userId] };
    const team = (await api.call('POST', '/v1/teams', { token, body: joined })).body.id;
    const [session] = await api.deps.admin<{ id: string }[]>`
      insert into auth.sessions (user_id, user_agent) values (${person.userId}, ${word}) returning id`;
    const plain: Record<string, string> = { account: session?.id ?? '' };
    for (const path of Object.keys(plainResources)) {
      plain[path] = (await api.call('POST', `/v1/${path}`, { token, body: { name: word } })).body.id;
    }
    const list = async (path: string) => {
      const address = `${word.replaceAll(' ', '-')}.example`;
      return (await api.call('POST', path, { token, body: { address } })).body.id;
    };
    const neverLog = await list('/v1/never-log');
    const protectedRecipient = await list('/v1/protected-recipients');
    const workspace = (await api.call('POST', '/v1/workspaces', { token, body: { name: word } })).body.id;
    const colleague = await createPerson(api.deps, { organizationId: person.organizationId, role: 'member' });
    const granted = { record: { type: 'contact', id: contact }, to: { type: 'member', id: colleague.userId } };
    const mailGrant = (await api.call('POST', '/v1/mail-grants', { token, body: granted })).body.id;
    const twin = await sampleContact(api, token, { name: word });
    const gone = await sampleContact(api, token, { name: word });
    const into = { winnerId: twin, loserId: gone };
    const merge = (await api.call('POST', '/v1/contacts/merge', { token, body: into })).body.mergeId;
    await api.call('POST', '/v1/duplicates/dismiss', { token, body: { kind: 'contacts', ids: [contact, twin] } });
    const rows = {
      relationLabel,
      twin,
      merge,
      undoToken,
      contact,
      company,
      interaction,
      key: embed.key.id,
      apiKey: apiKey.body.id,
      invitation,
      pipeline: pipeline.body.id,
      stage,
      deal,
      field,
      tag,
      relation,
      task,
      note,
      job,
      view,
      team,
      role,
      import: uploaded,
      neverLog,
      mailGrant,
      workspace,
      protectedRecipient,
    };
    return { person, ...rows, plain, embed };
  };
  const everythingOf = async (organizationId: string) => {
    const tables = (
      await api.deps.admin`
      select t.relname as name from pg_class t join pg_attribute o on o.attrelid = t.oid and o.attname = 'organization_id'
      where t.relnamespace = 'app'::regnamespace and t.relkind = 'r' and t.relname <> 'idempotency_keys' order by 1`
    ).map((row) => String(row['name']));
    const rows = await Promise.all(
      tables.map(
        (table) => api.deps.admin`
        select to_jsonb(t) as row from app.${api.deps.admin(table)} t where organization_id = ${organizationId} order by 1`,
      ),
    );
    return JSON.stringify(rows);
  };
  const ask = (route: RouteConfig, call: { token?: string; headers?: Record<string, string> }) => {
    const query = queryFor(route.path, ann);
    const body = bodyFor(route.operationId ?? '', ann);
    const path = route.path.replace('{id}', () => idFor(ann, route.path)).replace('{stageId}', ann.stage);
    return api.call(route.method.toUpperCase(), `${path}${query}`, {
      ...call,
      ...(body === undefined ? {} : { body }),
      headers: { 'if-match': '"1"', ...call.headers },
    });
  };
  const expectNothingOfAnn = ({ body }: Reply) => {
    const text = JSON.stringify(body);
    const { person, plain, embed, ...rows } = ann;
    const ids = [person.organizationId, person.userId, ...Object.values(rows)];
    for (const hidden of [secret, ...ids]) {
      expect(text).not.toContain(hidden);
    }
  };

  beforeAll(async () => {
    api = await createTestApi();
    ann = await household(await createPerson(api.deps), secret);
    bob = await household(await createPerson(api.deps), 'Of Bob');
  });
  afterAll(() => api.close());

  it('are walked through by every write with a body', () => {
    const forgotten = secured
      .filter(([name, { request }]) => request?.body && !bodyFor(name, ann))
      .map(([name]) => name);
    expect(forgotten).toEqual([]);
  });

  describe.each(secured)('at %s', (_, route) => {
    it('the other’s owner finds and changes nothing', async () => {
      const before = await everythingOf(ann.person.organizationId);
      const reply = await ask(route, { token: bob.person.token });
      expectNothingOfAnn(reply);
      if (route.path.includes('{id}')) expect(reply.status).toBe(404);
      expect(await everythingOf(ann.person.organizationId)).toBe(before);
    });

    it('the other’s owner cannot act in this one', async () => {
      const headers = { 'kith-organization': ann.person.organizationId };
      const reply = await ask(route, { token: bob.person.token, headers });
      expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
      expectNothingOfAnn(reply);
    });

    it('the other’s embedded page finds and changes nothing', async () => {
      const before = await everythingOf(ann.person.organizationId);
      const { token, origin } = bob.embed;
      const reply = await ask(route, { token, headers: { origin } });
      expectNothingOfAnn(reply);
      if (route.path.includes('{id}') || isWrite(route)) expect([403, 404]).toContain(reply.status);
      expect(await everythingOf(ann.person.organizationId)).toBe(before);
    });

    it('an embedded page of another origin gets nothing', async () => {
      for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
        const reply = await ask(route, { token: ann.embed.token, headers });
        expect([reply.status, reply.body.code]).toEqual([403, 'origin_not_allowed']);
      }
    });

    it('nobody gets nothing', async () => {
      const reply = await ask(route, {});
      expect([reply.status, reply.body.code]).toEqual([401, 'unauthenticated']);
    });
  });

  describe('a member of the organization whose role allows next to nothing', () => {
    let clerk: TestPerson;
    beforeAll(async () => {
      const only = { name: 'Clerk', permissions: ['tags.read'] };
      const role = (await api.call('POST', '/v1/roles', { token: ann.person.token, body: only })).body.id;
      clerk = await createPerson(api.deps, { organizationId: ann.person.organizationId, role });
    });

    /** What every role may: to know where one is, who else is there, and one's own sessions. */
    const everybodys = new Set([
      ...['getMe', 'listSessions', 'getOrganization', 'getSignInPolicy', 'listMembers', 'listRoles'],
      ...ownAffairs,
    ]);
    const others = secured.filter(([name]) => name !== 'listTags' && !everybodys.has(name));
    it.each(others)('is refused at %s', async (_, route) => {
      const reply = await ask(route, { token: clerk.token });
      expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
      expect(JSON.stringify(reply.body)).not.toContain(secret);
    });

    it('does what the role allows', async () => {
      const reply = await api.call('GET', '/v1/tags', { token: clerk.token });
      expect([reply.status, reply.body.items.length]).toEqual([200, 1]);
    });
  });

  const ofTheOrganization = secured.filter(([name, route]) => isWrite(route) && !ownAffairs.has(name));
  describe.each(ofTheOrganization)('%s', (_, route) => {
    it('is not for viewers, nor for the organization’s own embedded pages', async () => {
      const viewer = await createPerson(api.deps, { organizationId: ann.person.organizationId, role: 'viewer' });
      const before = await everythingOf(ann.person.organizationId);
      const { token, origin } = ann.embed;
      for (const call of [{ token: viewer.token }, { token, headers: { origin } }]) {
        const reply = await ask(route, call);
        expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
      }
      expect(await everythingOf(ann.person.organizationId)).toBe(before);
    });
  });

  describe('a colleague whose role reaches their own records alone', () => {
    let cara: TestPerson;
    const records = () => {
      const { contact, company, interaction, deal, twin, relation, task, note } = ann;
      return { contact, company, interaction, deal, twin, relation, task, note };
    };
    const everyRecord = async () => {
      const ids = Object.values(records());
      const tables = ['contacts', 'companies', 'interactions', 'deals', 'relations', 'tasks', 'notes'];
      const { admin } = api.deps;
      const rows = tables.map(
        (table) => admin`select to_jsonb(t) as row from app.${admin(table)} t where id = any(${ids}) order by id`,
      );
      const children = ['contact_points', 'employments', 'deal_contacts'].map(
        (table) =>
          admin`select to_jsonb(t) as row from app.${admin(table)} t where organization_id = ${ann.person.organizationId}`,
      );
      return JSON.stringify(await Promise.all([...rows, ...children]));
    };
    beforeAll(async () => {
      const { organizationId } = ann.person;
      // Whatever an owner may, so that only the reach stands between.
      const [role] = await api.deps.admin<{ id: string }[]>`
        insert into app.roles (organization_id, name, permissions, reach)
        select ${organizationId}, 'Alone', array_agg(permission), 'own' from app.role_permissions where role = 'owner' returning id`;
      cara = await createPerson(api.deps, { organizationId, role: role?.id ?? '' });
    });

    it.each(secured)('finds and changes nothing of the others at %s', async (name, route) => {
      const before = await everyRecord();
      const reply = await ask(route, { token: cara.token });
      const text = JSON.stringify(reply.body);
      for (const [what, id] of Object.entries(records()))
        expect([name, what, text.includes(id)]).toEqual([name, what, false]);
      expect(await everyRecord()).toBe(before);
      if (Object.values(records()).includes(route.path.includes('{id}') ? idFor(ann, route.path) : ''))
        expect([403, 404]).toContain(reply.status);
    });
  });
});
