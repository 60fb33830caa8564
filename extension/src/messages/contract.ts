// Owns the message map between pages and the background worker: one entry a message, input and answer described once.
import * as z from 'zod/mini';
import {
  Around,
  CaptureForm,
  ContactInteraction,
  Draft,
  Organization,
  PageMessage,
  PanelContact,
  Person,
  QueueEntry,
  Suggestion,
} from './shapes.ts';

const Nothing = z.object({});
const Done = z.object({ done: z.literal(true) });
/** What a change answered; the token takes it back for ten minutes. Null when nothing changed. */
const Changed = z.object({ undoToken: z.nullable(z.string()) });
const WallTime = z.object({ local: z.string(), zone: z.string() });
/** In which organization the page that asks works. Null: it has not heard of any, the worker's own choice counts. */
const Where = { organizationId: z.nullable(z.string()) };
const SubjectRef = z.object({ key: z.string(), name: z.string() });

export const SessionStatus = z.object({
  state: z.enum(['signed-in', 'signed-out']),
  /** Why nobody is signed in, when it is not simply the first run. */
  reason: z.optional(z.enum(['ended'])),
  apiUrl: z.nullable(z.string()),
  email: z.nullable(z.string()),
  organizations: z.array(Organization),
  /** The one that the extension works in. */
  organizationId: z.nullable(z.string()),
  queue: z.array(QueueEntry),
});

/** What the panel shows of one person. */
export const PersonView = z.object({
  session: z.enum(['ready', 'signed-out', 'offline']),
  signedOutReason: z.optional(z.enum(['ended'])),
  contact: z.nullable(PanelContact),
  /** Who may be the same person, when nobody has their address. */
  suggestions: z.array(Suggestion),
  interactions: z.array(ContactInteraction),
  around: Around,
  /** Where the portal answers; null without an account. */
  portalUrl: z.nullable(z.string()),
  organizations: z.array(Organization),
  /** The one that this was read in. */
  organizationId: z.nullable(z.string()),
  draft: Draft,
  /** Entries about this person. */
  queue: z.array(QueueEntry),
});

const Queued = z.object({ outcome: z.literal('queued') });

export const contract = {
  'session.status': { input: Nothing, answer: SessionStatus },
  'session.discover': {
    input: z.object({ address: z.string() }),
    answer: z.object({ apiUrl: z.string(), pairing: z.boolean() }),
  },
  'session.signIn': {
    input: z.object({ address: z.string(), email: z.string(), password: z.string() }),
    answer: SessionStatus,
  },
  'session.pair': { input: z.object({ address: z.string(), code: z.string() }), answer: SessionStatus },
  /** The second factor of whoever signed in or paired just before and was answered `second_factor_needed`. */
  'session.giveFactor': { input: z.object({ address: z.string(), code: z.string() }), answer: SessionStatus },
  'session.signOut': { input: Nothing, answer: SessionStatus },
  'organization.choose': { input: z.object({ id: z.string() }), answer: Done },
  'setup.open': { input: Nothing, answer: Done },
  'person.show': { input: z.object({ person: Person }), answer: PersonView },
  'person.capture': {
    input: z.object({ ...Where, subject: SubjectRef, form: CaptureForm }),
    answer: z.union([
      z.object({ outcome: z.enum(['created', 'matched']), contact: PanelContact, undoToken: z.nullable(z.string()) }),
      z.object({ outcome: z.literal('deleted'), contactId: z.string(), message: z.string() }),
      Queued,
    ]),
  },
  'contact.delete': { input: z.object({ ...Where, id: z.string() }), answer: Changed },
  'contact.restore': { input: z.object({ ...Where, id: z.string() }), answer: Done },
  'contact.saveNotes': {
    input: z.object({
      ...Where,
      subject: SubjectRef,
      id: z.string(),
      version: z.number(),
      notes: z.string().check(z.maxLength(100_000)),
      baseNotes: z.string(),
    }),
    answer: z.union([z.object({ outcome: z.enum(['saved', 'conflict']), contact: PanelContact }), Queued]),
  },
  'messages.log': {
    input: z.object({
      ...Where,
      subject: SubjectRef,
      contactId: z.string(),
      messages: z.array(PageMessage).check(z.minLength(1)),
    }),
    answer: z.union([
      z.object({
        outcome: z.literal('logged'),
        created: z.number(),
        already: z.number(),
        undoTokens: z.array(z.string()),
      }),
      Queued,
    ]),
  },
  'task.done': { input: z.object({ ...Where, id: z.string() }), answer: Changed },
  'task.snooze': { input: z.object({ ...Where, id: z.string(), until: WallTime }), answer: Changed },
  /** Takes changes back by what they answered. */
  'change.undo': { input: z.object({ ...Where, undoTokens: z.array(z.string()).check(z.minLength(1)) }), answer: Done },
  'draft.write': { input: z.object({ ...Where, subjectKey: z.string(), draft: Draft }), answer: Done },
  /** Sends what waits; with `refused`, also what the server refused before. */
  'queue.retry': { input: z.object({ refused: z.boolean() }), answer: z.object({ queue: z.array(QueueEntry) }) },
  'queue.discard': { input: z.object({ id: z.string() }), answer: z.object({ queue: z.array(QueueEntry) }) },
  'panel.read': { input: z.object({ site: z.string() }), answer: z.object({ collapsed: z.boolean() }) },
  'panel.write': { input: z.object({ site: z.string(), collapsed: z.boolean() }), answer: Done },
} as const;

export type MessageName = keyof typeof contract;
export type Input<Name extends MessageName> = z.infer<(typeof contract)[Name]['input']>;
export type Answer<Name extends MessageName> = z.infer<(typeof contract)[Name]['answer']>;
export type SessionStatus = z.infer<typeof SessionStatus>;
export type PersonView = z.infer<typeof PersonView>;

/** What a page sends: the name says which input to expect. */
export const Request = z.object({ kith: z.literal(1), name: z.string(), input: z.unknown() });

/** What comes back: the answer, or a failure with a stable code and plain words. */
export const Reply = z.union([
  z.object({ ok: z.literal(true), answer: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.string(), message: z.string() }),
]);
export type Reply = z.infer<typeof Reply>;

/** What the worker tells every page when something changed there. */
export const Notice = z.object({ kith: z.literal(1), changed: z.enum(['session', 'queue', 'organization']) });
export type Notice = z.infer<typeof Notice>;

export const isMessageName = (name: string): name is MessageName => Object.hasOwn(contract, name);
