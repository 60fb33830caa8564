// Owns what the walk between organizations asks of each endpoint: which id, which body, which query.
import { plainResources } from '../../testing/plain-resources.ts';
import { sampleMessage } from '../../testing/samples.ts';
import { type Household, secret } from './household.ts';

/** Ids that stand for `{id}`, by the first word of the path. A new resource adds a line. */
export const idFor = (home: Household, path: string): string => {
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
    exports: home.export,
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
export const bodyFor = (operation: string, other: Household): object | undefined => {
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
    startExport: { file: 'full.json' },
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
export const queryFor = (path: string, { contact, company }: Household): string => {
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
