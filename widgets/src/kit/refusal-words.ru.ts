// Owns the Russian words for values that the server refused; in English the server's own are shown.

/** Whatever the field: its size, or what fields of the organization's own hold. */
const byCode: Readonly<Record<string, string>> = {
  too_big: 'Слишком длинное или слишком большое значение.',
  too_small: 'Слишком короткое или слишком маленькое значение.',
  text: 'Здесь нужен текст, не слишком длинный.',
  number: 'Напишите число.',
  money: 'Напишите сумму и код валюты, например EUR.',
  date: 'Напишите день, например 24.12.2026.',
  select: 'Выберите один из вариантов.',
  multi_select: 'Выберите из вариантов.',
  person: 'Выберите человека.',
  required: 'Это поле нельзя оставить пустым.',
  archived: 'Это поле в архиве. Верните его, чтобы менять значения.',
  unknown_field: 'Такого поля здесь нет.',
};

const byField: Readonly<Record<string, string>> = {
  name: 'Проверьте название.',
  title: 'Проверьте название.',
  domain: 'Напишите домен, например acme.example.',
  domains: 'Напишите домены, например acme.example.',
  avatarUrl: 'Напишите веб-адрес картинки.',
  logoUrl: 'Напишите веб-адрес картинки.',
  timeZone: 'Напишите часовой пояс, например Europe/Berlin.',
  language: 'Напишите код языка, например ru или pt-BR.',
  currency: 'Напишите код валюты, например EUR.',
  amount: 'Напишите сумму числом.',
  to: 'Конец раньше начала.',
  companyName: 'Назовите компанию.',
  value: 'Проверьте адрес или номер.',
  url: 'Напишите веб-адрес.',
  ownerId: 'Этого человека нет в организации.',
  assigneeId: 'Этого человека нет в организации.',
  options: 'Проверьте варианты: у каждого своё название.',
  tags: 'Проверьте метки.',
};

/** @param field last part of the path. @param code the server's. */
export const russianRefusal = (field: string, code: string): string =>
  byCode[code] ?? byField[field] ?? 'Такое значение здесь не подходит.';
