// Owns the wire shapes of exports that a job makes.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../../http/wire.ts';
import { JobState } from '../../jobs/schema.ts';

export const ExportFile = z
  .enum(['contacts.csv', 'contacts.vcf', 'companies.csv', 'deals.csv', 'full.json'])
  .openapi('ExportFile');
export type ExportFile = z.infer<typeof ExportFile>;

export const NewExport = z.object({ file: ExportFile }).openapi('NewExport');

export const Export = z
  .object({
    id: Id,
    organizationId: Id,
    file: ExportFile,
    jobId: Id.nullable().openapi({ description: 'The job that makes it: cancel that to stop it.' }),
    state: JobState.openapi({ description: 'Once it is `done`, the file can be downloaded.' }),
    done: z.number().int().openapi({ description: 'Rows written.' }),
    total: z.number().int().nullable().openapi({ description: 'Rows in all; null where nobody counts them.' }),
    error: z.union([z.object({ code: z.string(), message: z.string() }), z.null()]),
    size: z.number().int().nullable().openapi({ description: 'Bytes; null until it is whole.' }),
    createdAt: Timestamp,
    readyAt: Timestamp.nullable(),
    expiresAt: Timestamp.openapi({ description: 'The file is there until then.' }),
    version: z.number().int(),
  })
  .openapi('Export');
