// Owns the wire shapes of companies.
import { z } from '@hono/zod-openapi';
import { FieldValues } from '../custom-fields/values.ts';
import { Id, Timestamp } from '../http/wire.ts';

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
    fields: FieldValues,
    points: z.array(CompanyPoint),
    lastInteractionAt: Timestamp.nullable().openapi({ description: 'With anybody who works there.' }),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .openapi('Company');

export const NewCompany = z
  .object({
    name: z.string().trim().min(1).max(300),
    domain: z
      .string()
      .trim()
      .toLowerCase()
      .max(253)
      .nullish()
      .openapi({ description: 'Bare host name: `acme.example`.' }),
  })
  .openapi('NewCompany');

export const CompanyPatch = NewCompany.partial().openapi('CompanyPatch');
export type Company = z.infer<typeof Company>;
export type NewCompany = z.infer<typeof NewCompany>;
export type CompanyPatch = z.infer<typeof CompanyPatch>;
