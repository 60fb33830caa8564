// Names the job that makes an export: what it is told and may do.
import { z } from 'zod';
import type { JobDescription } from '../../jobs/catalogue.ts';
import { ExportFile } from './schema.ts';

const input = z.strictObject({ exportId: z.uuid(), file: ExportFile });

export const exportJobs = {
  'export.make': { input, permission: 'data.export' },
} as const satisfies Record<string, JobDescription>;

export type MakeExport = z.output<typeof input>;
