// Owns how answers name the own fields among changes.
import { z } from '@hono/zod-openapi';

/** Beside the changes of a record: its own fields are in them by key, which no person reads. */
export const FieldNames = z.record(z.string(), z.string()).openapi({
  description: 'Names, as they are now, of the own fields among the changes: `fields.region` → `Region`.',
});
