// Names what the person who imports has decided: what each column means and what happens to whom is there already.
import { z } from '@hono/zod-openapi';
import { mostColumns } from './reading/open-table.ts';
import { importKinds, Target } from './targets.ts';
import { isCountry } from './values/parse-phone.ts';

export const ImportMapping = z
  .object({
    kind: z.enum(importKinds).openapi({ description: 'What each row is about.' }),
    targets: z
      .array(z.union([Target, z.null()]))
      .max(mostColumns)
      .openapi({ description: 'One for each column, in order; null leaves the column out.' }),
    existing: z.enum(['fill', 'overwrite', 'skip']).default('fill').openapi({
      description: 'What to do with records that are there: fill their empty fields, overwrite, or leave them alone.',
    }),
    restoreDeleted: z.boolean().default(false).openapi({ description: 'Bring deleted matches back, then fill them.' }),
    alikeRows: z.enum(['apart', 'join']).default('apart').openapi({
      description:
        'Rows of people with the same name and company, mail domain or number, but no address in common: people of their own, each with a remark, or one person.',
    }),
    phoneCountry: z
      .string()
      .refine(isCountry, { message: 'Write an ISO 3166 code such as DE.' })
      .nullable()
      .default(null)
      .openapi({ description: 'Country of phone numbers without a country code.' }),
    dateOrder: z.enum(['dmy', 'mdy']).nullable().default(null).openapi({
      description: 'What 03/04/2026 means. Null: such rows are invalid unless the column itself tells.',
    }),
    currency: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/)
      .nullable()
      .default(null)
      .openapi({
        description: 'ISO 4217 code of sums that name none.',
      }),
    tags: z.array(z.string().trim().min(1).max(60)).max(20).default([]).openapi({ description: 'Given to every row.' }),
  })
  .openapi('ImportMapping');

export type ImportMapping = z.infer<typeof ImportMapping>;
