// Owns the catalogue of jobs that people start: what each is told, and what its starter must be allowed. A new kind adds a line
// here and its work in registry.ts.
import type { z } from 'zod';
import type { Source } from '../audit/source.ts';
import { takeInJobs } from '../companies/take-in/take-in-jobs.ts';
import { optionJobs } from '../custom-fields/option-jobs.ts';
import { exportJobs } from '../export/files/export-jobs.ts';
import type { Permission } from '../http/context.ts';
import { importJobs } from '../imports/work/import-jobs.ts';
import { bulkJobs } from '../records/bulk/bulk-jobs.ts';
import { levelJobs } from '../sharing/level-jobs.ts';

export interface JobDescription {
  /** Checked when it is started, and again before it runs: a newer version may have started it. */
  input: z.ZodType<object>;
  /** What the starter needs, at the start and in every transaction of the job. */
  permission: Permission;
  /** What the audit log calls its changes; otherwise what it called the request that started it. */
  source?: Source;
}

export const jobCatalogue = {
  ...importJobs,
  ...exportJobs,
  ...bulkJobs,
  ...levelJobs,
  ...optionJobs,
  ...takeInJobs,
} as const satisfies Record<string, JobDescription>;

type Catalogue = typeof jobCatalogue;
export type JobKind = keyof Catalogue;
/** What a kind is told. */
export type JobInput<K extends JobKind> = Catalogue[K] extends { input: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : never;
