// Owns the wire shapes of companies.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';

export const CompanyRef = z.object({ id: Id, name: z.string() }).openapi('CompanyRef');

export const Company = z
  .object({
    id: Id,
    organizationId: Id,
    name: z.string(),
    domain: z.string().nullable(),
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
