// Names the jobs that give logged messages another level and take that back: what each is told and may do.
import { z } from 'zod';
import type { JobDescription } from '../jobs/catalogue.ts';
import { PartsUndo } from '../undo/parted.ts';

/** The offer to undo all of it, which also keeps how far it is. */
const input = z.object({ offerId: z.uuid() });

export const levelJobs = {
  'mail.level': { input, permission: 'sharing.write' },
  'mail.level_undo': { input: PartsUndo, permission: 'sharing.write' },
} as const satisfies Record<string, JobDescription>;
