// Names the jobs of imports: what each is told and may do.
import { z } from 'zod';
import type { JobDescription } from '../../jobs/catalogue.ts';

const input = z.strictObject({ importId: z.uuid() });
const job = { input, permission: 'imports.run', source: 'import' } as const satisfies JobDescription;

export const importJobs = { 'import.plan': job, 'import.run': job, 'import.undo': job } as const;
