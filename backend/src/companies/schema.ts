// Owns the wire shapes of companies.
import { z } from '@hono/zod-openapi';
import { Language, TimeZone } from '../contacts/locale.ts';
import { FieldChanges, FieldValues } from '../custom-fields/values.ts';
import { Id, Timestamp } from '../http/wire.ts';
import { TagNames } from '../tags/schema.ts';
import { UndoToken } from '../undo/schema.ts';

export const CompanyRef = z.object({ id: Id, name: z.string() }).openapi('CompanyRef');

export const CompanyPointKind = z.enum(['email', 'phone', 'linkedin', 'url']).openapi('CompanyPointKind');

export const CompanyPoint = z
  .object({ id: Id, kind: CompanyPointKind, value: z.string(), normalized: z.string() })
  .openapi('CompanyPoint');

export const Company = z
  .object({
    id: Id,
    organizationId: Id,
    name: z.string(),
    domain: z.string().nullable().openapi({ description: 'The first of `domains`.' }),
    domains: z.array(z.string()).openapi({ description: 'Mail and web domains, the main one first.' }),
    description: z.string().nullable(),
    logoUrl: z.string().nullable(),
    ownerId: Id.nullable().openapi({ description: 'The member who looks after the company.' }),
    tags: z.array(z.string()),
    timeZone: z.string().nullable().openapi({ description: 'IANA name: `Europe/Berlin`.' }),
    language: z.string().nullable().openapi({ description: 'BCP 47: `pt-BR`.' }),
    source: z.string().nullable().openapi({ description: 'Where the company came from.' }),
    doNotContact: z
      .boolean()
      .openapi({ description: 'Of the company itself; who works there has a flag of their own.' }),
    doNotContactSince: Timestamp.nullable(),
    fields: FieldValues,
    points: z.array(CompanyPoint),
    lastInteractionAt: Timestamp.nullable().openapi({ description: 'With anybody who works there.' }),
    nextTaskAt: Timestamp.nullable().openapi({ description: 'When the next open task about the company is due.' }),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .openapi('Company');

export const ChangedCompany = Company.extend({ undoToken: UndoToken }).openapi('ChangedCompany');

export const SavedCompany = ChangedCompany.extend({
  tookIn: z
    .object({
      people: z.number().int().openapi({ description: 'Who work there now, and worked nowhere before.' }),
      jobId: Id.nullable().openapi({ description: 'The job that goes on with the others: `GET /v1/jobs/{id}`.' }),
    })
    .openapi('TookIn', { description: 'Of people without an employer whose addresses are at its new domains.' }),
}).openapi('SavedCompany');

export const CompanyDetail = Company.extend({
  peopleCount: z.number().int().openapi({ description: 'Who works there now.' }),
  openDealCount: z.number().int().openapi({ description: 'Neither won nor lost.' }),
}).openapi('CompanyDetail');

export const NewCompanyPoint = z
  .object({ kind: CompanyPointKind, value: z.string().trim().min(1).max(2000) })
  .openapi('NewCompanyPoint');

const domain = z.string().trim().toLowerCase().max(253);
const writable = z.object({
  name: z.string().trim().min(1).max(300),
  domain: domain.nullish().openapi({ description: 'Bare host name: `acme.example`. Replaces the first of `domains`.' }),
  domains: z.array(domain).max(50).optional().openapi({
    description:
      'The whole set, the main one first. People without a current employer whose mail is there are taken in.',
  }),
  description: z.string().trim().max(10_000).nullish(),
  logoUrl: z
    .url({ protocol: /^https?$/, message: 'Write a web address of a picture.' })
    .max(2000)
    .nullish(),
  ownerId: Id.nullish().openapi({ description: 'A member of the organization.' }),
  tags: TagNames.optional(),
  timeZone: TimeZone.nullish(),
  language: Language.nullish(),
  source: z.string().trim().max(200).nullish(),
  doNotContact: z.boolean().optional(),
  fields: FieldChanges.optional(),
  points: z.array(NewCompanyPoint).max(50).optional().openapi({ description: 'The whole new set of contact points.' }),
});
const notBoth = {
  path: ['domains'],
  message: 'Name either the domain or the domains.',
};
const oneWay = (written: { domain?: unknown; domains?: unknown }) =>
  written.domain === undefined || written.domains === undefined;

export const NewCompany = writable.refine(oneWay, notBoth).openapi('NewCompany');
export const CompanyPatch = writable.partial().refine(oneWay, notBoth).openapi('CompanyPatch');

export type CompanyPointKind = z.infer<typeof CompanyPointKind>;
export type NewCompanyPoint = z.infer<typeof NewCompanyPoint>;
export type CompanyDetail = z.infer<typeof CompanyDetail>;
export type Company = z.infer<typeof Company>;
export type NewCompany = z.infer<typeof NewCompany>;
export type CompanyPatch = z.infer<typeof CompanyPatch>;
