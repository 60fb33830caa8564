// Owns the messages about the person on screen: show, capture, delete, restore, notes.
import { type KithClient, KithError, unwrap } from '@kith/sdk';
import type { Handlers } from '../../messages/answer.ts';
import type { Answer, Input, PersonView } from '../../messages/contract.ts';
import type { Person, QueueEntry } from '../../messages/shapes.ts';
import { signedInApi } from '../api.ts';
import { aroundContact, nobodyAround } from '../around.ts';
import { clearForm, clearSentNotes, readDraft } from '../drafts.ts';
import { sendCapture, sendNotes } from '../jobs.ts';
import { newJob } from '../new-job.ts';
import { flush, submit } from '../outbox.ts';
import { toContactInteraction, toPanelContact } from '../panel-contact.ts';
import { queueEntries } from '../queue.ts';
import { renewWorkplace } from '../renew-workplace.ts';
import { currentAccount } from '../session.ts';
import { workplace } from '../workplace.ts';

type PersonMessages = 'person.show' | 'person.capture' | 'contact.delete' | 'contact.restore' | 'contact.saveNotes';

export const personHandlers: Pick<Handlers, PersonMessages> = {
  'person.show': ({ person }) => show(person),
  'person.capture': capture,
  'contact.delete': async ({ id, organizationId }) => {
    const { api } = await signedInApi(organizationId);
    const { undoToken } = await unwrap(api.DELETE('/v1/contacts/{id}', { params: { path: { id } } }));
    return { undoToken };
  },
  'contact.restore': async ({ id, organizationId }) => {
    const { api } = await signedInApi(organizationId);
    await unwrap(api.POST('/v1/contacts/{id}/restore', { params: { path: { id } } }));
    return { done: true };
  },
  'contact.saveNotes': async ({ subject, organizationId, id, ...typed }) => {
    const job = { ...(await newJob(subject, organizationId)), kind: 'notes' as const, contactId: id, ...typed };
    const answer = await submit(job, (api) => sendNotes(api, job));
    if (answer === null) return { outcome: 'queued' };
    if (answer.outcome === 'saved') await clearSentNotes({ subjectKey: subject.key, organizationId }, typed.notes);
    return answer;
  },
};

/** Rows of the timeline in the panel. */
const timelineLength = 10;

async function show(person: Person, mayRenew = true): Promise<PersonView> {
  const entries = await queueEntries();
  const { organizations, currentId: organizationId } = await workplace();
  const isHere = (entry: QueueEntry) =>
    entry.subjectKey === person.key && (entry.organizationId ?? organizationId) === organizationId;
  const kept = {
    organizations,
    organizationId,
    draft: await readDraft({ subjectKey: person.key, organizationId }),
    queue: entries.filter(isHere),
  };
  const nobody = { ...nobodyFound, portalUrl: null, ...kept };
  try {
    const { account, api } = await signedInApi(organizationId);
    const found = await find(api, person);
    if (entries.some((entry) => entry.state === 'waiting')) void flush();
    return { session: 'ready', ...found, portalUrl: new URL(account.apiUrl).origin, ...kept };
  } catch (error) {
    if (!(error instanceof KithError)) throw error;
    // Perhaps the person was put out of the organization they work in.
    if (error.status === 403 && mayRenew && (await renewWorkplace())) return show(person, false);
    if (error.code === 'signed_out' || error.status === 401)
      return { session: 'signed-out', ...nobody, ...(await why()) };
    if (error.code === 'unreachable' || error.status >= 500) return { session: 'offline', ...nobody };
    throw error;
  }
}

const why = async () => ((await currentAccount()) === null ? {} : { signedOutReason: 'ended' as const });

const nobodyFound = { contact: null, suggestions: [], interactions: [], around: nobodyAround };

async function find(api: KithClient, person: Person) {
  const query = lookupQuery(person);
  const { contact, suggestions } = await unwrap(api.GET('/v1/lookup', { params: { query } }));
  if (contact === null) return { ...nobodyFound, suggestions };
  const params = { path: { id: contact.id }, query: { limit: timelineLength } };
  const [{ items }, around] = await Promise.all([
    unwrap(api.GET('/v1/contacts/{id}/interactions', { params })),
    aroundContact(api, contact.id),
  ]);
  return { contact: toPanelContact(contact), suggestions, interactions: items.map(toContactInteraction), around };
}

/** The first point of each kind: it is the stable one. A name only suggests. */
function lookupQuery(person: Person): Record<string, string> {
  const query: Record<string, string> = {};
  if (person.name !== '') query['name'] = person.name;
  if (person.companyName) query['company'] = person.companyName.slice(0, 300);
  for (const { kind, value } of person.points) if (kind !== 'url') query[kind] ??= value;
  return query;
}

async function capture({ subject, organizationId, form }: Input<'person.capture'>): Promise<Answer<'person.capture'>> {
  const job = { ...(await newJob(subject, organizationId)), kind: 'capture' as const, form };
  try {
    const answer = await submit(job, (api) => sendCapture(api, job));
    if (answer === null) return { outcome: 'queued' };
    await clearForm({ subjectKey: subject.key, organizationId });
    return { outcome: answer.created ? 'created' : 'matched', contact: answer.contact, undoToken: answer.undoToken };
  } catch (error) {
    const deleted =
      error instanceof KithError && error.code === 'contact_deleted' ? error.problem?.contactId : undefined;
    if (deleted === undefined || !(error instanceof KithError)) throw error;
    return { outcome: 'deleted', contactId: deleted, message: error.message };
  }
}
