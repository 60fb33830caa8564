// Owns what can wait for the server: the shapes of stored jobs and sending one.
import { type KithClient, KithError, type LoggedBatch, unwrap } from '@kith/sdk';
import * as z from 'zod/mini';
import { CaptureForm, PageMessage } from '../messages/shapes.ts';
import { toPanelContact } from './panel-contact.ts';

const common = {
  /** Also the Idempotency-Key: made once, so that a repeat after a lost answer changes nothing. */
  id: z.string(),
  subjectKey: z.string(),
  subjectName: z.string(),
  userId: z.string(),
  apiUrl: z.string(),
  /** Where it goes, whatever was chosen since. Left out by versions that knew one organization only. */
  organizationId: z.optional(z.string()),
  state: z.enum(['waiting', 'failed']),
  reason: z.optional(z.string()),
};
export const Job = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('capture'), form: CaptureForm }),
  z.object({ ...common, kind: z.literal('log'), contactId: z.string(), messages: z.array(PageMessage) }),
  z.object({
    ...common,
    kind: z.literal('notes'),
    contactId: z.string(),
    version: z.number(),
    notes: z.string(),
    baseNotes: z.string(),
  }),
]);
export type Job = z.infer<typeof Job>;
type JobOf<Kind extends Job['kind']> = Extract<Job, { kind: Kind }>;

/** The server takes at most this many messages in one call. */
const batchSize = 200;

/** Captures or matches the person. @throws KithError, `contact_deleted` when the match was deleted. */
export async function sendCapture(api: KithClient, job: JobOf<'capture'>) {
  const { name, title, companyName, points, sameAs } = job.form;
  const fields = { name, title: title || null, companyName: companyName || null, points };
  const body = { ...fields, ...(sameAs !== undefined && { sameAs }) };
  const { contact, created, undoToken } = await unwrap(
    api.POST('/v1/contacts', { body, params: { header: { 'idempotency-key': job.id } } }),
  );
  return { contact: toPanelContact(contact), created, undoToken };
}

/**
 * Logs messages. Ids that are unique in one account only carry the account's user.
 * @throws KithError `never_logged` or `protected_recipient` when a list forbids to log this person's messages.
 */
export async function sendLog(api: KithClient, job: JobOf<'log'>) {
  const items = job.messages.map(({ scope, externalId, threadId, subject, body, ...message }) => ({
    ...message,
    threadId: threadId ?? null,
    subject: subject ?? null,
    body: body ?? null,
    contactId: job.contactId,
    externalId: scope === 'account' ? `${job.userId}:${externalId}` : externalId,
  }));
  const undoTokens: string[] = [];
  let created = 0;
  for (let at = 0; at < items.length; at += batchSize) {
    const header = { 'idempotency-key': at === 0 ? job.id : `${job.id}:${at}` };
    const body = { items: items.slice(at, at + batchSize) };
    const answer = await unwrap(api.POST('/v1/interactions/batch', { body, params: { header } }));
    refuseListed(answer.items);
    created += answer.items.filter((item) => item.created).length;
    if (answer.undoToken !== null) undoTokens.push(answer.undoToken);
  }
  return { created, already: items.length - created, undoTokens };
}

type Answered = LoggedBatch['items'][number];

/** All messages of a job are with one person, so a list forbids all of them or none. */
function refuseListed(items: Answered[]): void {
  for (const item of items) {
    if (!('refused' in item)) continue;
    const { list, code, detail } = item.refused;
    throw new KithError(list === 'never_log' ? code : 'protected_recipient', detail, { status: 403 });
  }
}

/** Saves notes over the version they were typed on. A change elsewhere in the contact is no conflict. */
export async function sendNotes(api: KithClient, job: JobOf<'notes'>) {
  const path = { id: job.contactId };
  const save = async (version: number) => {
    const header = { 'if-match': `"${version}"` };
    return unwrap(api.PATCH('/v1/contacts/{id}', { body: { notes: job.notes || null }, params: { path, header } }));
  };
  try {
    return { outcome: 'saved' as const, contact: toPanelContact(await save(job.version)) };
  } catch (error) {
    if (!(error instanceof KithError) || error.status !== 412) throw error;
  }
  const current = await unwrap(api.GET('/v1/contacts/{id}', { params: { path } }));
  const theirs = current.notes ?? '';
  if (theirs !== job.baseNotes && theirs !== job.notes)
    return { outcome: 'conflict' as const, contact: toPanelContact(current) };
  return { outcome: 'saved' as const, contact: toPanelContact(await save(current.version)) };
}
