// Names the job that lets search follow a renamed option: what it is told and may do.
import { z } from 'zod';
import type { JobDescription } from '../jobs/catalogue.ts';

const input = z.object({
  fieldId: z.uuid(),
  /** Keys of the options that got other labels. */
  keys: z.array(z.string()),
  /** How many records have one. */
  total: z.number().int(),
});

export const optionJobs = {
  'field.options': { input, permission: 'fields.manage' },
} as const satisfies Record<string, JobDescription>;

export type OptionJobInput = z.output<typeof input>;
