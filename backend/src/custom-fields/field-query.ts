// Owns how a list's query string names a condition on an own field: `key:relation:operand`.
import { z } from '@hono/zod-openapi';
import { fieldRelations } from './field-filter.ts';

export const FieldQuery = z
  .string()
  .max(300)
  .transform((written, ctx) => {
    const [, key = '', named, operand = ''] = /^([a-z][a-z0-9_]*):([a-z]+)(?::(.*))?$/s.exec(written) ?? [];
    const relation = fieldRelations.find((one) => one === named);
    if (relation !== undefined) return { key, relation, operand };
    ctx.addIssue({ code: 'custom', message: `Write key:relation:operand with one of ${fieldRelations.join(', ')}.` });
    return z.NEVER;
  })
  .openapi({
    type: 'string',
    description:
      'A condition on an own field: `region:eq:north`, `budget:gte:100000 EUR` (minor units), `note:contains:oak`, `born:filled`.',
  });
export type FieldQuery = z.infer<typeof FieldQuery>;
