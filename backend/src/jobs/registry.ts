// Names the work of every kind of job in the catalogue. Only the worker reads it.
import { runTakeInJob } from '../companies/take-in/run-take-in-job.ts';
import { takeInJobs } from '../companies/take-in/take-in-jobs.ts';
import { undoTakeInParts } from '../companies/take-in/undo-take-in-job.ts';
import { optionJobs } from '../custom-fields/option-jobs.ts';
import { runOptionJob } from '../custom-fields/run-option-job.ts';
import { exportJobs } from '../export/files/export-jobs.ts';
import { makeExport } from '../export/files/make-export.ts';
import { importJobs } from '../imports/work/import-jobs.ts';
import { planImport } from '../imports/work/plan-import.ts';
import { runImport } from '../imports/work/run-import.ts';
import { undoImport } from '../imports/work/undo-import.ts';
import { bulkJobs } from '../records/bulk/bulk-jobs.ts';
import { runBulkJob } from '../records/bulk/run-bulk-job.ts';
import { undoBulkParts } from '../records/bulk/undo-bulk-job.ts';
import { levelJobs } from '../sharing/level-jobs.ts';
import { runLevelJob } from '../sharing/run-level-job.ts';
import { undoLevelParts } from '../sharing/undo-level.ts';
import type { JobKind } from './catalogue.ts';
import { type JobRunner, runner } from './runner.ts';

export const jobRunners: Record<JobKind, JobRunner> = {
  'import.plan': runner(importJobs['import.plan'], planImport),
  'import.run': runner(importJobs['import.run'], runImport),
  'import.undo': runner(importJobs['import.undo'], undoImport),
  'export.make': runner(exportJobs['export.make'], makeExport),
  'contact.bulk': runner(bulkJobs['contact.bulk'], runBulkJob('contact')),
  'company.bulk': runner(bulkJobs['company.bulk'], runBulkJob('company')),
  'deal.bulk': runner(bulkJobs['deal.bulk'], runBulkJob('deal')),
  'contact.bulk_undo': runner(bulkJobs['contact.bulk_undo'], undoBulkParts('contact')),
  'company.bulk_undo': runner(bulkJobs['company.bulk_undo'], undoBulkParts('company')),
  'deal.bulk_undo': runner(bulkJobs['deal.bulk_undo'], undoBulkParts('deal')),
  'company.take_in': runner(takeInJobs['company.take_in'], runTakeInJob),
  'company.take_in_undo': runner(takeInJobs['company.take_in_undo'], undoTakeInParts),
  'field.options': runner(optionJobs['field.options'], runOptionJob),
  'mail.level': runner(levelJobs['mail.level'], runLevelJob),
  'mail.level_undo': runner(levelJobs['mail.level_undo'], undoLevelParts),
};
