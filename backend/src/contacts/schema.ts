// Owns the wire shapes of contacts and their contact points.
import { z } from '@hono/zod-openapi';
import { CompanyRef } from '../companies/schema.ts';
import { FieldChanges, FieldValues } from '../custom-fields/values.ts';
import { ContactReason } from '../duplicates/reasons.ts';
import { Id, Timestamp } from '../http/wire.ts';
import { Interaction } from '../interactions/schema.ts';
import { StrengthOrNull } from '../strength/schema.ts';
import { TagNames } from '../tags/schema.ts';
import { UndoToken } from '../undo/schema.ts';
import { Language, TimeZone } from './locale.ts';

export const PointKind = z.enum(['email', 'phone', 'telegram', 'linkedin', 'url']).openapi('PointKind');

export const NewPoint = z
  .object({
    kind: PointKind,
    value: z.string().trim().min(1).max(2000).openapi({
      description:
        'As a person wrote it; normalised by the server. Phone numbers start with + and the country code. Telegram: numeric peer id or @username. LinkedIn: slug or profile address.',
    }),
  })
  .openapi('NewPoint');

export const ContactPoint = z
  .object({ id: Id, kind: PointKind, value: z.string(), normalized: z.string() })
  .openapi('ContactPoint');

const day = z.iso.date().openapi({ description: 'Calendar day: `2026-12-24`.' });

export const Employment = z
  .object({
    id: Id,
    company: CompanyRef,
    title: z.string().nullable(),
    from: day.nullable(),
    to: day.nullable(),
    current: z.boolean(),
  })
  .openapi('Employment');

export const NewEmployment = z
  .object({
    id: Id.optional().openapi({ description: 'Of one that the contact has; left out: a new one.' }),
    companyId: Id.optional(),
    companyName: z.string().trim().min(1).max(300).optional().openapi({ description: 'Instead of `companyId`.' }),
    title: z.string().trim().max(1000).nullish(),
    from: day.nullish(),
    to: day.nullish(),
    current: z.boolean().optional().openapi({ description: 'Left out: whether `to` is open or still to come.' }),
  })
  .refine(({ companyId, companyName }) => (companyId === undefined) !== (companyName === undefined), {
    path: ['companyName'],
    message: 'Name the company by id or by name.',
  })
  .refine(({ from, to }) => from == null || to == null || from <= to, {
    path: ['to'],
    message: 'The end is before the start.',
  })
  .openapi('NewEmployment');

export const ContactListItem = z
  .object({
    id: Id,
    organizationId: Id,
    name: z.string(),
    title: z.string().nullable().openapi({ description: 'Job title.' }),
    company: z.union([CompanyRef, z.null()]),
    points: z.array(ContactPoint),
    ownerId: Id.nullable().openapi({ description: 'The member who looks after the contact.' }),
    tags: z.array(z.string()),
    avatarUrl: z.string().nullable(),
    timeZone: z.string().nullable().openapi({ description: 'IANA name: `Europe/Berlin`.' }),
    language: z.string().nullable().openapi({ description: 'BCP 47: `pt-BR`.' }),
    source: z.string().nullable().openapi({ description: 'Where the contact came from.' }),
    doNotContact: z.boolean(),
    doNotContactSince: Timestamp.nullable(),
    fields: FieldValues,
    strength: StrengthOrNull,
    lastInteractionAt: Timestamp.nullable(),
    nextTaskAt: Timestamp.nullable().openapi({ description: 'When the next open task is due.' }),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .openapi('ContactListItem');

export const CompanyContact = z
  .object({ employment: Employment.omit({ company: true }), contact: ContactListItem })
  .openapi('CompanyContact');

export const Contact = ContactListItem.extend({
  employments: z.array(Employment).openapi({
    description:
      'Where the person works and worked, in order. `company` and `title` are those of the first current one.',
  }),
  notes: z.string().nullable().openapi({ description: 'Free text about the person.' }),
  lastInteraction: z.union([Interaction, z.null()]),
  erasedAt: Timestamp.nullable().openapi({
    description: 'When all that was known of the person was erased, for good.',
  }),
}).openapi('Contact');

export const ChangedContact = Contact.extend({ undoToken: UndoToken }).openapi('ChangedContact');
const details = {
  ownerId: Id.nullable().openapi({ description: 'A member of the organization.' }),
  tags: TagNames,
  avatarUrl: z
    .url({ protocol: /^https?$/, message: 'Write a web address of a picture.' })
    .max(2000)
    .nullable(),
  timeZone: TimeZone.nullable(),
  language: Language.nullable(),
  source: z.string().trim().max(200).nullable(),
  doNotContact: z.boolean(),
  fields: FieldChanges,
};

export const NewContact = z
  .object({
    ...z.object(details).partial().shape,
    name: z.string().trim().max(10_000).default('').openapi({
      description: 'Empty: taken from the first contact point.',
    }),
    title: z.string().trim().max(1000).nullish(),
    companyName: z.string().trim().max(300).nullish().openapi({
      description:
        'Matched by name without case, else created with the mail domain of the contact. Left out: the company that has that domain, if any. Public mail providers have no company.',
    }),
    notes: z.string().max(100_000).nullish(),
    points: z.array(NewPoint).max(50).default([]),
    sameAs: Id.optional().openapi({
      description:
        'Who it is, chosen by a person among the suggestions: instead of a new contact, this one gains the points, and what is empty is filled.',
    }),
  })
  .refine((contact) => contact.name !== '' || contact.points.length > 0, {
    path: ['name'],
    message: 'A contact needs a name or at least one contact point.',
  })
  .openapi('NewContact');

export const ContactPatch = z
  .object({
    name: z.string().trim().min(1).max(10_000),
    title: z.string().trim().max(1000).nullable(),
    companyName: z.string().trim().max(300).nullable(),
    notes: z.string().max(100_000).nullable(),
    points: z.array(NewPoint).max(50).openapi({
      description:
        'The whole new set of contact points. A mail address that is new to somebody without a current employer tells of the company that has its domain, unless the patch says where they work.',
    }),
    employments: z
      .array(NewEmployment)
      .max(50)
      .openapi({ description: 'The whole new list, in order. Not together with `companyName` or `title`.' }),
    ...details,
  })
  .partial()
  .refine((patch) => !patch.employments || (patch.companyName === undefined && patch.title === undefined), {
    path: ['employments'],
    message: 'Change either the employments or the company and title.',
  })
  .openapi('ContactPatch');

export const MatchSuggestion = z
  .object({
    contactId: Id,
    name: z.string(),
    reason: ContactReason,
    shared: z.string().openapi({ description: 'The company, the domain or the number that they share.' }),
  })
  .openapi('MatchSuggestion');

export const Match = z
  .object({
    owners: z
      .array(
        z
          .object({
            contactId: Id,
            name: z.string(),
            deleted: z.boolean().openapi({ description: 'Offer to restore them.' }),
            point: z.object({ kind: PointKind, normalized: z.string() }),
          })
          .openapi('MatchOwner'),
      )
      .openapi({ description: 'Who has the contact points: nobody, one, or several who would have to be merged.' }),
    suggestions: z.array(MatchSuggestion).openapi({ description: 'Other live contacts who may be the same person.' }),
  })
  .openapi('Match');

export const MatchRequest = z
  .object({
    candidates: z
      .array(
        z
          .object({
            name: z.string().max(10_000).nullish(),
            companyName: z.string().max(300).nullish(),
            points: z.array(NewPoint).max(50).default([]),
          })
          .openapi('MatchCandidate'),
      )
      .min(1)
      .max(1000),
  })
  .openapi('MatchRequest');

export const Captured = z
  .object({
    contact: Contact,
    created: z.boolean().openapi({ description: 'False when an existing contact matched.' }),
    suggestions: z.array(MatchSuggestion).openapi({ description: 'Others who may be the same person.' }),
    undoToken: UndoToken,
  })
  .openapi('Captured');

export const LookupQuery = z
  .object({
    email: z.string().max(320),
    telegram: z.string().max(200),
    linkedin: z.string().max(300),
    phone: z.string().max(50),
    name: z
      .string()
      .max(1000)
      .openapi({ description: 'As the page shows it: whom it may be when nobody has an address.' }),
    company: z.string().max(300).openapi({ description: 'The name of their company, beside `name`.' }),
  })
  .partial()
  .refine(({ name: _, company: __, ...points }) => Object.values(points).some((value) => value !== undefined), {
    message: 'Name at least one of email, telegram, linkedin, phone.',
  });
export const LookupAnswer = z
  .object({
    contact: z.union([Contact, z.null()]),
    suggestions: z.array(MatchSuggestion).openapi({
      description:
        'When nobody has an address: who may be the same person, by name with company, mail domain or number.',
    }),
  })
  .openapi('LookupAnswer');

export type PointKind = z.infer<typeof PointKind>;
export type NewPoint = z.infer<typeof NewPoint>;
export type CompanyContact = z.infer<typeof CompanyContact>;
export type Contact = z.infer<typeof Contact>;
export type ContactListItem = z.infer<typeof ContactListItem>;
export type NewEmployment = z.infer<typeof NewEmployment>;
export type NewContact = z.infer<typeof NewContact>;
export type ContactPatch = z.infer<typeof ContactPatch>;
export type LookupQuery = z.infer<typeof LookupQuery>;
export type Candidate = z.infer<typeof MatchRequest>['candidates'][number];
export type Match = z.infer<typeof Match>;
export type MatchSuggestion = z.infer<typeof MatchSuggestion>;
