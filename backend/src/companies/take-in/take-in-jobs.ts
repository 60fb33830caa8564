// Names the jobs that take people in at a company's new domains, and that take this back: what each is told and may do.
import { z } from 'zod';
import type { JobDescription } from '../../jobs/catalogue.ts';
import { PartsUndo } from '../../undo/parted.ts';

/** The offer to undo all of it, which also keeps how far it is. */
const input = z.object({ offerId: z.uuid() });

export const takeInJobs = {
  'company.take_in': { input, permission: 'companies.write' },
  'company.take_in_undo': { input: PartsUndo, permission: 'companies.write' },
} as const satisfies Record<string, JobDescription>;
