// Names the jobs that change many records and take that back: what each is told and may do.
import { z } from 'zod';
import type { JobDescription } from '../../jobs/catalogue.ts';
import { PartsUndo } from '../../undo/parted.ts';
import { bulkKinds } from './bulk-kinds.ts';
import { BulkJobEdit } from './bulk-schema.ts';

const input = z.object({
  edit: BulkJobEdit,
  /** The offer to undo all of it, which also keeps how far it is. */
  offerId: z.uuid(),
});

export const bulkJobs = {
  'contact.bulk': { input, permission: bulkKinds.contact.permission },
  'company.bulk': { input, permission: bulkKinds.company.permission },
  'deal.bulk': { input, permission: bulkKinds.deal.permission },
  'contact.bulk_undo': { input: PartsUndo, permission: bulkKinds.contact.permission },
  'company.bulk_undo': { input: PartsUndo, permission: bulkKinds.company.permission },
  'deal.bulk_undo': { input: PartsUndo, permission: bulkKinds.deal.permission },
} as const satisfies Record<string, JobDescription>;

export type BulkJobInput = z.output<typeof input>;
