// Owns what the pipeline and the stages that every organization starts with are called in another language than English.
import type { Language } from './words.ts';

const russian: Readonly<Record<string, string>> = {
  Sales: 'Продажи',
  New: 'Новая',
  Qualified: 'Подтверждена',
  Proposal: 'Предложение',
  Negotiation: 'Переговоры',
  Won: 'Выиграна',
  Lost: 'Проиграна',
};

/** The name of a stage or pipeline as its reader says it: one that still has its first name is translated. */
export const stageName = (name: string, language: Language): string =>
  language === 'ru' && Object.hasOwn(russian, name) ? (russian[name] ?? name) : name;
