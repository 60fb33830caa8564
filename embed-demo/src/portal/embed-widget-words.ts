// Owns what the widgets for other pages are called where people choose them, and what must be written into a page for each.
import type { Language } from '@kith/sdk/words';

interface Named {
  name: Readonly<Record<Language, string>>;
  /** The attribute without which it shows nothing, and what stands for its value in a snippet. */
  needs?: readonly [attribute: string, example: string];
}

const one = (en: string, ru: string, needs?: Named['needs']): Named => ({ name: { en, ru }, ...(needs && { needs }) });
const ofRecord = ['record', 'contact:…'] as const;

const names: Readonly<Record<string, Named>> = {
  'kith-people': one('List of people', 'Список людей'),
  'kith-contact': one('A person', 'Человек', ['email', '…']),
  'kith-companies': one('List of companies', 'Список компаний'),
  'kith-company': one('A company', 'Компания', ['company-id', '…']),
  'kith-board': one('Board of deals', 'Доска сделок'),
  'kith-deal': one('A deal', 'Сделка', ['deal-id', '…']),
  'kith-deals': one('Deals of a record', 'Сделки записи', ofRecord),
  'kith-records': one('Table of a view', 'Таблица выборки'),
  'kith-timeline': one('Timeline', 'История', ofRecord),
  'kith-tasks': one('Tasks of a record', 'Задачи записи', ofRecord),
  'kith-relations': one('Who knows whom', 'Кто с кем знаком', ofRecord),
  'kith-details': one('Fields of a record', 'Поля записи', ofRecord),
  'kith-consent': one('What a person agreed to', 'Согласия человека', ofRecord),
  'kith-search': one('Search', 'Поиск'),
  'kith-tags': one('Tags', 'Метки'),
};

/** Tags in the order in which they are offered. */
export const widgetOrder: readonly string[] = Object.keys(names);
export const widgetName = (tag: string, language: Language): string => names[tag]?.name[language] ?? tag;
export const widgetNeeds = (tag: string): Named['needs'] => names[tag]?.needs;
