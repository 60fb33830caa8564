// Owns the wire shape of a record's own fields: values by the immutable key of the field's definition.
import { z } from '@hono/zod-openapi';

/** Which kind of value stands under a key is said by the definition; definitions are checked on write. */
export const FieldValues = z
  .record(z.string(), z.unknown())
  .openapi('FieldValues', { description: 'Values of the organization’s own fields, by field key.' });
export type FieldValues = z.infer<typeof FieldValues>;
