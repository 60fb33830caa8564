// Names the work of every kind of job in the catalogue. Only the worker reads it.
import { importJobs } from '../imports/work/import-jobs.ts';
import { planImport } from '../imports/work/plan-import.ts';
import { runImport } from '../imports/work/run-import.ts';
import { undoImport } from '../imports/work/undo-import.ts';
import { bulkJobs } from '../records/bulk/bulk-jobs.ts';
import { runBulkJob } from '../records/bulk/run-bulk-job.ts';
import type { JobKind } from './catalogue.ts';
import { type JobRunner, runner } from './runner.ts';

export const jobRunners: Record<JobKind, JobRunner> = {
  'import.plan': runner(importJobs['import.plan'], planImport),
  'import.run': runner(importJobs['import.run'], runImport),
  'import.undo': runner(importJobs['import.undo'], undoImport),
  'contact.bulk': runner(bulkJobs['contact.bulk'], runBulkJob('contact')),
  'company.bulk': runner(bulkJobs['company.bulk'], runBulkJob('company')),
  'deal.bulk': runner(bulkJobs['deal.bulk'], runBulkJob('deal')),
};
