// Owns the English phrases of <kith-jobs>; the Russian ones are loaded when they are spoken.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  title: 'Jobs',
  count: { one: '{count} job', other: '{count} jobs' },
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  cancelling: 'Stopping',
  cancel: 'Cancel',
  cancelName: 'Cancel {name}',
  notCancelled: 'The job could not be cancelled. {why}',
  ofTotal: '{done} of {total}',
  sofar: '{done} so far',
  nothing: 'No jobs yet',
  nothingDo: 'Imports and other long work appear here, with how far they are.',
  exportMake: 'File to download',
  import: 'Import',
  importPlan: 'Preview of an import',
  importUndo: 'Undo of an import',
  bulkContacts: 'Change of many people',
  bulkCompanies: 'Change of many companies',
  bulkDeals: 'Change of many deals',
  undoContacts: 'Undo of a change of many people',
  undoCompanies: 'Undo of a change of many companies',
  undoDeals: 'Undo of a change of many deals',
  mailLevel: 'Level of your messages',
  mailLevelUndo: 'Undo of the level of your messages',
  fieldOptions: 'Search for a renamed option',
  takeIn: 'People of a company’s new domain',
  takeInUndo: 'Undo of a company’s new domain',
  other: 'Job',
};

export type JobsKey = keyof typeof english;
export const jobsWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
