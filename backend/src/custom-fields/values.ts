// Owns the wire shape of a record's own fields: values by the immutable key of the field's definition.
import { z } from '@hono/zod-openapi';

/** Which kind of value stands under a key is said by the definition; definitions are checked on write. */
export const FieldValues = z
  .record(z.string(), z.unknown())
  .openapi('FieldValues', { description: 'Values of the organization’s own fields, by field key.' });

/** What a write changes: a value of null takes it away, fields that are not named stay. */
export const FieldChanges = z
  .record(z.string().max(50), z.unknown())
  .refine((values) => Object.keys(values).length <= 200, { message: 'Name at most 200 fields.' })
  .openapi('FieldChanges', {
    description: 'Changes to own fields, by field key. Null takes a value away; fields that are not named stay.',
  });

export type FieldValues = z.infer<typeof FieldValues>;
