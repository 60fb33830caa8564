// Owns the wire shapes of the audit log.
import { z } from '@hono/zod-openapi';
import { FieldNames } from '../custom-fields/field-names.ts';
import { Id, Timestamp } from '../http/wire.ts';
import { Source } from './source.ts';

const name = z
  .string()
  .regex(/^[a-z_]{1,40}$/)
  .openapi({ description: 'In lower case: `contact`.' });

export const AuditActor = z
  .object({
    kind: z.string().openapi({
      description: '`user`, `embed` for an embed key, `key` for an API key, `system` when nobody was signed in.',
    }),
    id: Id.nullable(),
  })
  .openapi('AuditActor');

export const AuditEntry = z
  .object({
    id: Id,
    organizationId: Id,
    resource: z.string().openapi({ description: 'Kind of the record that changed: `contact`.' }),
    recordId: Id,
    action: z.string().openapi({ description: '`created`, `updated`, `deleted`, `restored`, `purged`, `merged`.' }),
    changes: z
      .record(z.string(), z.union([z.array(z.unknown()).length(2), z.null()]))
      .nullable()
      .openapi({
        description:
          'Field to `[old, new]`; of lists, what went and what came; own fields as `fields.<key>`. A field’s null: its values were erased, or never kept, as of what is its owner’s alone. Null as a whole where the action says everything.',
      }),
    fieldNames: FieldNames,
    actor: AuditActor,
    source: Source,
    requestId: z.string().nullable(),
    at: Timestamp,
  })
  .openapi('AuditEntry');

/** What narrows the log. */
export const AuditFilter = z.object({
  resource: name.optional(),
  recordId: Id.optional(),
  action: name.optional(),
  actorId: Id.optional().openapi({ description: 'User, embed key or API key.' }),
  source: Source.optional(),
  from: Timestamp.optional().openapi({ description: 'From this time on.' }),
  to: Timestamp.optional().openapi({ description: 'Before this time.' }),
});

export type AuditFilter = z.infer<typeof AuditFilter>;
export type AuditEntry = z.infer<typeof AuditEntry>;
