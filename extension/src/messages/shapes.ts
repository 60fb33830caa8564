// Owns the shapes that cross between a page and the background worker. zod/mini: small enough for content scripts.
import * as z from 'zod/mini';

export const PointKind = z.enum(['email', 'phone', 'telegram', 'linkedin', 'url']);
export const Point = z.object({ kind: PointKind, value: z.string().check(z.minLength(1), z.maxLength(2000)) });

/** An organization of the signed-in person. */
export const Organization = z.object({
  id: z.string(),
  name: z.string(),
  /** For trying things out: another organization's test keys work there. */
  sandbox: z.boolean(),
});

/** The person whom a page shows. `key` is stable for the same person on the same site: `email:ada@example.org`. */
export const Person = z.object({
  key: z.string().check(z.regex(/^[a-z]+:.+$/), z.maxLength(500)),
  name: z.string().check(z.maxLength(1000)),
  points: z.array(Point).check(z.minLength(1), z.maxLength(10)),
  title: z.optional(z.string()),
  companyName: z.optional(z.string()),
});

/** One message as a page shows it. Scope says where `externalId` is unique: everywhere, or in one person's account. */
export const PageMessage = z.object({
  externalId: z.string().check(z.minLength(1), z.maxLength(400)),
  scope: z.enum(['account', 'global']),
  channel: z.string().check(z.regex(/^[a-z][a-z0-9_]{1,31}$/)),
  threadId: z.optional(z.string().check(z.maxLength(500))),
  direction: z.enum(['inbound', 'outbound']),
  subject: z.optional(z.string().check(z.maxLength(2000))),
  body: z.optional(z.string().check(z.maxLength(200_000))),
  occurredAt: z.iso.datetime({ offset: true }),
});

export const ContactInteraction = z.object({
  id: z.string(),
  channel: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  subject: z.nullable(z.string()),
  body: z.nullable(z.string()),
  occurredAt: z.string(),
});

export const PanelContact = z.object({
  id: z.string(),
  name: z.string(),
  title: z.nullable(z.string()),
  company: z.nullable(z.object({ id: z.string(), name: z.string() })),
  points: z.array(z.object({ kind: PointKind, value: z.string() })),
  notes: z.nullable(z.string()),
  version: z.number(),
});

/** An open deal of the person, with its amount in minor units of the currency. */
export const PanelDeal = z.object({
  id: z.string(),
  name: z.string(),
  stage: z.string(),
  amount: z.nullable(z.number()),
  currency: z.nullable(z.string()),
});

/** What is to be done next about the person, by whoever. */
export const PanelTask = z.object({
  id: z.string(),
  title: z.string(),
  /** It came from how often one wants to be in touch; its title is told in the reader's language. */
  keepInTouch: z.boolean(),
  dueAt: z.nullable(z.string()),
  /** When it comes up: put off until, else due. */
  comesAt: z.nullable(z.string()),
  /** Of its due time. */
  zone: z.nullable(z.string()),
});

/** How well the organization knows the person, 1 to 5, and which teammate knows them best. */
export const PanelStrength = z.object({ grade: z.number(), teammate: z.nullable(z.string()) });

/** What stands around a person. What the caller may not read is left out. */
export const Around = z.object({
  deals: z.array(PanelDeal),
  /** There are more open deals than are listed. */
  moreDeals: z.boolean(),
  task: z.nullable(PanelTask),
  strength: z.nullable(PanelStrength),
});

/** Somebody in Kith who may be the person on screen, and what they share. */
export const Suggestion = z.object({
  contactId: z.string(),
  name: z.string(),
  reason: z.enum(['name_and_company', 'name_and_domain', 'name_and_phone']),
  shared: z.string(),
});

/** The fields of a capture, as the person sees and edits them. */
export const CaptureForm = z.object({
  name: z.string().check(z.maxLength(1000)),
  title: z.string().check(z.maxLength(1000)),
  companyName: z.string().check(z.maxLength(300)),
  points: z.array(Point).check(z.maxLength(10)),
  /** Whom the person chose among the suggestions, instead of a new contact. */
  sameAs: z.optional(z.string()),
});

/** What a person typed and has not saved yet, kept per subject. */
export const Draft = z.object({
  notes: z.optional(z.string().check(z.maxLength(100_000))),
  /** The saved notes that `notes` started from: tells a real conflict from a harmless one. */
  baseNotes: z.optional(z.string()),
  form: z.optional(CaptureForm),
});

/** Something that waits for the server, or that the server refused. */
export const QueueEntry = z.object({
  id: z.string(),
  kind: z.enum(['capture', 'log', 'notes']),
  subjectKey: z.string(),
  subjectName: z.string(),
  /** Where it goes. */
  organizationId: z.optional(z.string()),
  state: z.enum(['waiting', 'failed']),
  reason: z.optional(z.string()),
});

export type Organization = z.infer<typeof Organization>;
export type Point = z.infer<typeof Point>;
export type Person = z.infer<typeof Person>;
export type PageMessage = z.infer<typeof PageMessage>;
export type ContactInteraction = z.infer<typeof ContactInteraction>;
export type PanelContact = z.infer<typeof PanelContact>;
export type PanelDeal = z.infer<typeof PanelDeal>;
export type PanelTask = z.infer<typeof PanelTask>;
export type PanelStrength = z.infer<typeof PanelStrength>;
export type Around = z.infer<typeof Around>;
export type Suggestion = z.infer<typeof Suggestion>;
export type CaptureForm = z.infer<typeof CaptureForm>;
export type Draft = z.infer<typeof Draft>;
export type QueueEntry = z.infer<typeof QueueEntry>;
