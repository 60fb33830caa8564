// Owns the English phrases of <kith-trash>; the Russian ones are loaded when they are spoken.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  title: 'Trash',
  kinds: 'What was deleted',
  people: 'People',
  companies: 'Companies',
  deals: 'Deals',
  count: { one: '{count} deleted', other: '{count} deleted' },
  restore: 'Restore',
  restoreName: 'Restore {name}',
  restored: '{name} is back',
  notRestored: '{name} could not be restored. {why}',
  nothing: 'Nothing here',
  nothingDo: 'What is deleted stays here for 30 days and can be restored.',
  goes: { one: 'gone for good in {count} day', other: 'gone for good in {count} days' },
  goesSoon: 'gone for good today',
  deleted: 'Deleted {when}',
  merges: 'Merged',
  merged: 'Merged {when}',
  into: 'part of {name}',
  part: 'Undo',
  partName: 'Undo the merge of {name}',
  parted: '{name} stands alone again',
  notParted: 'The merge of {name} could not be undone. {why}',
  partable: { one: 'can be undone for {count} day', other: 'can be undone for {count} days' },
  partableToday: 'can be undone until today',
  nothingMerged: 'A merge of two people or companies can be undone here for 30 days.',
  changedSince: 'Somebody changed one of the two since.',
};

export type TrashKey = keyof typeof english;
export const trashWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
