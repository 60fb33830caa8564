// Owns the phrases of <kith-people>.
import { kitWords, wordsIn } from '../kit/words.ts';

export const phrases = {
  en: {
    ...kitWords.en,
    people: 'People',
    searchLabel: 'Search people',
    searchHint: 'Name, company or address',
    found: { one: '{count} person shown', other: '{count} people shown' },
    searching: 'Searching',
    nobody: 'Nobody here yet',
    nobodyDo: 'People appear here the moment somebody captures them.',
    noMatch: 'Nobody matches “{search}”',
    noMatchDo: 'Try a part of the name, the company or an address.',
    clear: 'Clear search',
    lastInteraction: 'Last interaction {when}',
    never: 'No interaction yet',
  },
  ru: {
    ...kitWords.ru,
    people: 'Люди',
    searchLabel: 'Поиск людей',
    searchHint: 'Имя, компания или адрес',
    found: {
      one: 'Показан {count} человек',
      few: 'Показаны {count} человека',
      many: 'Показано {count} человек',
      other: 'Показано {count} человека',
    },
    searching: 'Идёт поиск',
    nobody: 'Здесь пока никого нет',
    nobodyDo: 'Люди появятся здесь, как только их кто-нибудь сохранит.',
    noMatch: 'По запросу «{search}» никого нет',
    noMatchDo: 'Попробуйте часть имени, компанию или адрес.',
    clear: 'Сбросить поиск',
    lastInteraction: 'Последний контакт: {when}',
    never: 'Контактов ещё не было',
  },
};

export type PeopleKey = keyof (typeof phrases)['en'];
export const peopleWords = wordsIn<(typeof phrases)['en']>(phrases);
