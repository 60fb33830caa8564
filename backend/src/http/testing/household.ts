// Owns an organization with one of everything, as the walk between organizations needs two of.
import { plainResources } from '../../testing/plain-resources.ts';
import { sampleContact, sampleEmbed, sampleJob, sampleMessage } from '../../testing/samples.ts';
import type { Reply, TestApi } from '../../testing/test-api.ts';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';

/** Stands in every text of the organization that is to stay unseen. */
export const secret = 'Secret of Ann';

export interface Household {
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
  export: string;
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

/** What the parts of a household are made with. */
interface Maker {
  api: TestApi;
  person: TestPerson;
  /** Stands in every text. */
  word: string;
  post(path: string, body: object): Promise<Reply['body']>;
  /** The id of the first of a list. */
  first(path: string): Promise<string>;
}

/** One of everything that an organization can have. @param word stands in every text of it. */
export async function createHousehold(api: TestApi, person: TestPerson, word: string): Promise<Household> {
  const { token } = person;
  const maker: Maker = {
    api,
    person,
    word,
    post: async (path, body) => (await api.call('POST', path, { token, body })).body,
    first: async (path) => (await api.call('GET', path, { token })).body.items[0]?.id ?? '',
  };
  const people = await makePeople(maker);
  const sales = await makeSales(maker, people);
  return {
    person,
    ...people,
    ...sales,
    ...(await makeWork(maker, { ...people, ...sales })),
    ...(await makeFiles(maker)),
    ...(await makeAccess(maker)),
    ...(await makePrivacy(maker, people)),
    ...(await makeTwins(maker, people)),
    plain: await makePlain(maker),
  };
}

async function makePeople({ api, person, word, post, first }: Maker) {
  const { token } = person;
  const contact = await sampleContact(api, token, {
    name: word,
    title: word,
    notes: word,
    companyName: word,
    points: [{ kind: 'email', value: 'ada@acme.example' }],
  });
  const texts = { subject: word, body: word, visibility: 'full' };
  const { interaction } = await post('/v1/interactions', sampleMessage(contact, 'known', texts));
  const own = { recordType: 'contact', name: word, key: 'own', type: 'text' };
  const field = (await post('/v1/custom-fields', own)).id;
  const body = { fields: { own: word }, tags: [word] };
  await api.call('PATCH', `/v1/contacts/${contact}`, { token, body, headers: { 'if-match': '1' } });
  const [company, tag] = [await first('/v1/companies'), await first('/v1/tags')];
  return { contact, company, interaction: interaction.id, field, tag };
}

async function makeSales({ word, post }: Maker, { contact, company }: Pick<Household, 'contact' | 'company'>) {
  const stages = [{ name: word }, { name: 'Won', kind: 'won' }];
  const pipeline = await post('/v1/pipelines', { name: word, stages });
  const stage = pipeline.stages[0]?.id ?? '';
  const contacts = [{ contactId: contact, role: word }];
  const sold = { name: word, notes: word, stageId: stage, companyId: company, contacts };
  const { id: deal, undoToken } = await post('/v1/deals', sold);
  return { pipeline: pipeline.id, stage, deal, undoToken };
}

async function makeWork({ word, post, first }: Maker, on: Pick<Household, 'contact' | 'company' | 'deal'>) {
  const record = { type: 'contact', id: on.contact };
  const ends = { from: record, to: { type: 'company', id: on.company } };
  const { relation } = await post('/v1/relations', { kind: 'custom', label: word, note: word, ...ends });
  const due = { local: '2030-01-01T09:00', zone: 'UTC' };
  const task = await post('/v1/tasks', { title: word, body: word, record: { type: 'deal', id: on.deal }, due });
  const note = await post('/v1/notes', { record, body: word });
  const relationLabel = await first('/v1/relation-labels');
  return { relation: relation.id, relationLabel, task: task.id, note: note.id };
}

async function makeFiles({ api, person, word, post }: Maker) {
  const upload = { token: person.token, file: `Name,Note\nBo,${word}\n` };
  const uploaded = (await api.call('POST', '/v1/imports', upload)).body.id;
  const job = await sampleJob(api, person, word);
  const view = (await post('/v1/views', { name: word, resource: 'contacts', shared: true })).id;
  const made = (await post('/v1/exports', { file: 'contacts.csv' })).id;
  await api.deps.admin`
    insert into app.export_pieces (organization_id, export_id, nth, content)
    values (${person.organizationId}, ${made}, 1, ${word})`;
  await api.deps.admin`update app.exports set size = 1, ready_at = now() where id = ${made}`;
  return { import: uploaded, job, view, export: made };
}

async function makeAccess({ api, person, word, post }: Maker) {
  const embed = await sampleEmbed(api, person.token, { name: word });
  const apiKey = (await post('/v1/api-keys', { name: word, permissions: ['contacts.read'] })).id;
  const invited = { email: `${word.replaceAll(' ', '-')}@people.example`, role: 'member' };
  const invitation = (await post('/v1/invitations', invited)).id;
  const role = (await post('/v1/roles', { name: word, permissions: ['deals.read'] })).id;
  const team = (await post('/v1/teams', { name: word, memberIds: [person.userId] })).id;
  const workspace = (await post('/v1/workspaces', { name: word })).id;
  return { embed, key: embed.key.id, apiKey, invitation, role, team, workspace };
}

async function makePrivacy({ api, person, word, post }: Maker, { contact }: Pick<Household, 'contact'>) {
  await post(`/v1/contacts/${contact}/consents`, { purpose: word, wording: word });
  const address = { address: `${word.replaceAll(' ', '-')}.example` };
  const neverLog = (await post('/v1/never-log', address)).id;
  const protectedRecipient = (await post('/v1/protected-recipients', address)).id;
  const colleague = await createPerson(api.deps, { organizationId: person.organizationId, role: 'member' });
  const granted = { record: { type: 'contact', id: contact }, to: { type: 'member', id: colleague.userId } };
  const mailGrant = (await post('/v1/mail-grants', granted)).id;
  return { neverLog, protectedRecipient, mailGrant };
}

async function makeTwins({ api, person, word, post }: Maker, { contact }: Pick<Household, 'contact'>) {
  const twin = await sampleContact(api, person.token, { name: word });
  const gone = await sampleContact(api, person.token, { name: word });
  const merge = (await post('/v1/contacts/merge', { winnerId: twin, loserId: gone })).mergeId;
  await post('/v1/duplicates/dismiss', { kind: 'contacts', ids: [contact, twin] });
  return { twin, merge };
}

/** Rows that need a name and nothing else, and a session. */
async function makePlain({ api, person, word, post }: Maker): Promise<Record<string, string>> {
  const [session] = await api.deps.admin<{ id: string }[]>`
    insert into auth.sessions (user_id, user_agent) values (${person.userId}, ${word}) returning id`;
  const plain: Record<string, string> = { account: session?.id ?? '' };
  for (const path of Object.keys(plainResources)) plain[path] = (await post(`/v1/${path}`, { name: word })).id;
  return plain;
}
