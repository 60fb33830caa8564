// Owns the Russian phrases of what <kith-contact> paints first.
import type { Translation } from '../kit/words-in.ts';
import type { english } from './words.ts';

export const russian: Translation<typeof english> = {
  contact: 'Контакт',
  reach: 'Как связаться',
  newTab: '{value}, откроется в новой вкладке',
  email: 'Почта',
  phone: 'Телефон',
  url: 'Страница',
  telegram: 'Telegram',
  linkedin: 'LinkedIn',
  notLoaded: 'Остальная часть карточки не загрузилась.',
  retry: 'Повторить',
};
