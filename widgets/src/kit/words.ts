// Owns the phrases that every widget needs, and the memory that keeps one set of words a language.
import { createWords, type Language, type Phrases, type Words } from '@kith/sdk/words';

type SameKeys<Dictionary extends Phrases> = { [Key in keyof Dictionary]: Phrases[string] };

/** Binds phrases once per language. */
export function wordsIn<Dictionary extends Phrases>(dictionaries: Record<Language, SameKeys<Dictionary>>) {
  type Bound = Words<Extract<keyof Dictionary, string>>;
  const made = new Map<Language, Bound>();
  return (language: Language): Bound => {
    const words = made.get(language) ?? createWords<Dictionary>(dictionaries, language);
    made.set(language, words);
    return words;
  };
}

export const kitWords = {
  en: {
    retry: 'Retry',
    showMore: 'Show more',
    loadingMore: 'Loading…',
    moreFailed: 'The next rows did not arrive. Retry',
    notLive: 'Not live',
    notLiveWhy: 'The live connection is down. What you see may be out of date; it catches up by itself.',
    unreachable: 'The server did not answer',
    unreachableDo: 'Nothing is lost. Check your connection, then retry.',
    originNotAllowed: 'This page is not allowed to show Kith yet',
    originNotAllowedDo: 'In Kith, under Embed, add {origin} to the allowed origins of this key.',
    keyUnknown: 'The embed key of this page is not known',
    keyUnknownDo: 'It may have been revoked. Copy the current snippet from Kith, under Embed.',
    noSession: 'This widget is not connected to Kith',
    noSessionDo: 'Add kith.js with a data-key to the page, or answer the kith-session event.',
    signedOut: 'Your session has ended',
    signedOutDo: 'Sign in again to go on. Nothing is lost.',
    forbidden: 'You are not allowed to see this',
    forbiddenDo: 'Ask an owner of the organization for access.',
    failed: 'The server could not answer this',
    failedDo: 'Nothing is lost. Retry, and if it stays so tell whoever runs Kith: {code}.',
  },
  ru: {
    retry: 'Повторить',
    showMore: 'Показать ещё',
    loadingMore: 'Загружается…',
    moreFailed: 'Следующие строки не пришли. Повторить',
    notLive: 'Без обновлений',
    notLiveWhy: 'Живое соединение прервано. Данные могли устареть; они догонят сами.',
    unreachable: 'Сервер не ответил',
    unreachableDo: 'Ничего не потеряно. Проверьте соединение и повторите.',
    originNotAllowed: 'Этой странице пока нельзя показывать Kith',
    originNotAllowedDo: 'В Kith, в разделе «Встраивание», добавьте {origin} в разрешённые адреса этого ключа.',
    keyUnknown: 'Ключ встраивания этой страницы неизвестен',
    keyUnknownDo: 'Возможно, его отозвали. Скопируйте новый код из Kith, раздел «Встраивание».',
    noSession: 'Виджет не подключён к Kith',
    noSessionDo: 'Добавьте на страницу kith.js с data-key или ответьте на событие kith-session.',
    signedOut: 'Сеанс закончился',
    signedOutDo: 'Войдите снова, чтобы продолжить. Ничего не потеряно.',
    forbidden: 'У вас нет доступа к этим данным',
    forbiddenDo: 'Попросите доступ у владельца организации.',
    failed: 'Сервер не смог ответить',
    failedDo: 'Ничего не потеряно. Повторите; если не поможет, сообщите тем, кто ведёт Kith: {code}.',
  },
} satisfies Record<Language, Phrases>;

export type KitKey = keyof (typeof kitWords)['en'];
