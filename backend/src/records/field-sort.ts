// Owns how a list's query string names an order by an own field: `field:budget`, `field:budget:desc`.
import { z } from '@hono/zod-openapi';

export interface FieldSort {
  /** The field's key. */
  key: string;
  descending: boolean;
}

const form = /^field:([a-z][a-z0-9_]{0,49})(:desc)?$/;

export const FieldSort = z
  .string()
  .max(70)
  .transform((written, ctx): FieldSort => {
    const [, key, down] = form.exec(written) ?? [];
    if (key !== undefined) return { key, descending: down !== undefined };
    ctx.addIssue({ code: 'custom', message: 'Write field:key or field:key:desc.' });
    return z.NEVER;
  })
  .openapi({ type: 'string', pattern: form.source, example: 'field:budget:desc' });

/** Described once for every list that has it. */
export const fieldSortWords =
  '`field:key`, `field:key:desc`: by an own field of text, web address, number, money, date or one choice, those without a value last.';

/** A page's cursor may hold a value of the field. */
export const SortedCursor = z
  .string()
  .max(2000)
  .optional()
  .openapi({ description: 'Opaque `nextCursor` of the page before.' });
