// Owns the English phrases of <kith-record-acts>; the Russian ones are loaded when they are spoken.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  acts: 'Data of this record',
  nothing: 'No record chosen',
  nothingDo: 'What can be done with a person or a company as a whole appears here.',
  missing: 'This record is not here',
  missingDo: 'It may belong to another organization, or be gone for good.',
  noActs: 'Nothing to do here',
  noActsDo: 'You may look at this record; colleagues who may edit it find more here.',
  download: 'All that is kept about them',
  downloadHint: 'One JSON file with messages, notes, tasks and the log of changes, as far as you may read them.',
  downloadDo: 'Download',
  downloading: 'Downloading…',
  downloadFailed: 'The download did not work. Try again in a moment.',
  delete: 'Delete',
  deletePerson: 'Goes to the trash with messages, notes and tasks. It can be restored for 30 days.',
  deleteCompany: 'Goes to the trash. Its people stay. It can be restored for 30 days.',
  restore: 'Restore',
  restoreHint: '{name} is in the trash. Everything comes back with it.',
  deleted: 'Deleted: {name}',
  restored: '{name} is back',
  failed: 'That did not work. Reason: {code}. Nothing was changed.',
  unsent: 'The server did not answer. Nothing was changed; try again.',
  erase: 'Erase for good',
  eraseHint: 'A person’s right to be forgotten. Nothing brings it back, not even the trash.',
  eraseDo: 'Erase…',
  eraseTitle: 'Erase {name} for good?',
  eraseGoes:
    'Gone at once, whoever wrote it: name, contact points, notes, the texts of messages, tasks, relations, own fields, imported rows, and what the log of changes held.',
  eraseStays:
    'Kept without anything of the person: how many messages there were, when and by which channel. Deals and companies keep their own texts, even where such a text names the person.',
  eraseNever: 'This cannot be undone.',
  eraseType: 'To confirm, type: {name}',
  eraseWord: 'erase',
  eraseYes: 'Erase for good',
  erasing: 'Erasing…',
  keep: 'Keep',
  erased: 'This person was erased',
  erasedDo: 'What stays are counts of messages, without anything of the person.',
};

export type RecordActsKey = keyof typeof english;
export const recordActsWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
