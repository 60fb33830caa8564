// Owns how changed fields are called and how their values are told. Fields without a name here are told by their own.
import type { Language } from '@kith/sdk/words';

const names: Record<string, [en: string, ru: string]> = {
  name: ['Name', 'Имя'],
  title: ['Title', 'Должность'],
  companyId: ['Company', 'Компания'],
  ownerId: ['Owner', 'Ответственный'],
  points: ['Contact points', 'Контакты'],
  notes: ['Notes', 'Заметки'],
  tags: ['Tags', 'Метки'],
  employments: ['Jobs', 'Места работы'],
  contacts: ['People', 'Люди'],
  fields: ['Own fields', 'Свои поля'],
  domain: ['Domain', 'Домен'],
  domains: ['Domains', 'Домены'],
  description: ['Description', 'Описание'],
  amount: ['Amount', 'Сумма'],
  currency: ['Currency', 'Валюта'],
  expectedClose: ['Expected close', 'Ожидаемое закрытие'],
  lostReason: ['Lost because', 'Причина проигрыша'],
  timeZone: ['Time zone', 'Часовой пояс'],
  language: ['Language', 'Язык'],
  source: ['Source', 'Источник'],
  avatarUrl: ['Picture', 'Фото'],
  doNotContact: ['Do not contact', 'Не писать'],
};

export const fieldName = (field: string, language: Language): string => {
  const known = names[field];
  return known ? known[language === 'ru' ? 1 : 0] : field;
};

const longest = 60;

/** A value in a few words; null where its name says enough, as with ids and long lists. */
export function valueText(field: string, value: unknown, nameOf: (memberId: string) => string | null): string | null {
  if (value === null || value === undefined || value === '') return '—';
  if (field === 'ownerId') return nameOf(String(value));
  if (field.endsWith('Id') || ['fields', 'employments', 'contacts'].includes(field)) return null;
  if (Array.isArray(value)) return value.length === 0 ? '—' : cut(value.map(String).join(', '));
  if (typeof value === 'boolean') return value ? '✓' : '—';
  if (typeof value === 'object') return null;
  return cut(String(value));
}

const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text);
