// Owns the English phrases of <kith-tags>; the Russian ones are loaded when they are spoken.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  tags: 'Tags',
  found: { one: '{count} tag', other: '{count} tags' },
  searchLabel: 'Search tags',
  searchHint: 'Search tags',
  none: 'No tags yet',
  noneDo: 'A tag comes into being when a person, company or deal gets it.',
  noMatch: 'No tag has “{search}” in its name',
  noMatchDo: 'Try fewer letters.',
  people: { one: '{count} person', other: '{count} people' },
  companies: { one: '{count} company', other: '{count} companies' },
  deals: { one: '{count} deal', other: '{count} deals' },
  unused: 'not in use',
  rename: 'Rename',
  renameName: 'Rename {name}',
  merge: 'Merge',
  mergeName: 'Merge {name} into another tag',
  delete: 'Delete',
  deleteName: 'Delete {name}',
  newName: 'New name of {name}',
  into: 'Merge {name} into',
  intoHint: 'Name of the other tag',
  save: 'Save',
  cancel: 'Cancel',
  taken: 'There is a tag “{name}” already. Merge the two?',
  mergeInto: 'Merge into {name}',
  empty: 'Write a name.',
  itself: 'This is the same tag.',
  unknown: 'There is no tag of this name.',
  gone: 'Somebody deleted this tag meanwhile.',
  conflict: 'Somebody changed this tag meanwhile. What you wrote is kept; save again.',
  notSaved: 'Not saved: the server did not answer. What you wrote is kept; try again.',
  refused: 'Not saved. Reason: {code}.',
  renamed: '{from} is now {name}',
  merged: '{from} merged into {name}',
  deleted: '{name} deleted',
};

export type TagsKey = keyof typeof english;
export const tagsWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
