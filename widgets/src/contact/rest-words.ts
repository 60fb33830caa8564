// Owns the English phrases of what comes after the first paint of <kith-contact>.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  nobody: 'Nobody selected',
  nobodyDo: 'Pick a person to see how to reach them and what was said.',
  unknown: '{email} is not in Kith yet',
  unknownDo: 'The card appears here as soon as somebody captures this person.',
  missing: 'This person is not here',
  missingDo: 'They may have been deleted, or belong to another organization.',
  deleted: '{name} was deleted',
  erased: 'This person was erased',
  erasedDo: 'Nothing is known of them any more, and nothing can bring it back.',
  deletedDo: 'Nothing is lost: a colleague who may edit contacts can restore the person.',
  deletedRestore: 'Nothing is lost. You can bring the person back.',
  restore: 'Restore',
  notes: 'Notes',
  notesHint: 'What is good to know about this person',
  save: 'Save notes',
  saving: 'Saving…',
  saved: 'Saved',
  cancel: 'Discard',
  notSaved: 'The notes were not saved: the server did not answer. Your text is kept here. Save again.',
  saveRefused: 'The notes were not saved. Your text is kept here. Reason: {code}.',
  conflict: 'Somebody else changed these notes while you wrote. Your text is kept above; theirs is below.',
  conflictEmpty: 'Somebody else emptied these notes while you wrote. Your text is kept above.',
  keepMine: 'Save mine over it',
  takeTheirs: 'Use theirs',
  timeline: 'Timeline',
  nothing: 'Nothing logged yet',
  nothingDo: 'Messages appear here the moment somebody logs them.',
  timelineFailed: 'The timeline did not load.',
  detailsFailed: 'Tags, jobs and own fields did not load.',
  inbound: 'Received',
  outbound: 'Sent',
  hidden: 'Only who logged it sees the text',
  email: 'Email',
  phone: 'Phone',
};

export type RestKey = keyof typeof english;
export const restWords = wordsIn(english, async () => (await import('./rest-words.ru.ts')).russian);
