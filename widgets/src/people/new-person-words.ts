// Owns the English phrases of the form for a new person; the Russian ones are loaded when they are spoken.
import { wordsIn } from '../kit/words.ts';

export const english = {
  add: 'Add person',
  name: 'Name',
  email: 'Email',
  phone: 'Phone',
  company: 'Company',
  create: 'Add',
  adding: 'Adding…',
  cancel: 'Cancel',
  inKith: 'In Kith already',
  maybeSame: 'May be the same as',
  sameCompany: 'Same name, same company: {shared}',
  sameDomain: 'Same name, same domain: {shared}',
  samePhone: 'Same name, numbers that end alike: {shared}',
  show: 'Show',
  showName: 'Show {name}',
  itIsThem: 'It is them',
  itIs: 'It is them: {name}',
  restore: 'Restore',
  restoreName: 'Restore {name}',
  wasDeleted: 'Was deleted here',
  added: 'Added {name}',
  addedTo: 'Added to {name}',
  alreadyThere: '{name} was there already',
  severalPeople:
    'Not saved: the addresses belong to different people. Take out what is not theirs, or merge them first.',
  notSaved: 'Not saved: the server did not answer. What you wrote is kept; add it again.',
  refused: 'Not saved. Reason: {code}.',
};

export type NewPersonKey = keyof typeof english;
export const newPersonWords = wordsIn(english, async () => (await import('./new-person-words.ru.ts')).russian);
